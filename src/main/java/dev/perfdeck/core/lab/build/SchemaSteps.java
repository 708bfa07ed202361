package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.Step;
import dev.perfdeck.model.lab.Approximation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs the steps that make a schema. Their order need not be right: what fails is tried again as long as something
/// else still succeeds, then in its lesser form; what is left is named. For one thread.
final class SchemaSteps {
    private final Connection session;
    private final List<Approximation> approximations = new ArrayList<>();

    SchemaSteps(Connection session) {
        this.session = session;
    }

    private record Failed(Step step, String reason) {}

    /// @return the steps that could not be taken in any form
    List<Step> run(List<Step> steps) throws SQLException {
        try (var statement = session.createStatement()) {
            var failed = settle(statement, steps);
            var lesser = new ArrayList<Failed>();
            var left = new ArrayList<Failed>();
            for (var failure : failed) {
                var fallback = failure.step().fallback();
                boolean done = fallback.isPresent()
                        && attempt(statement, fallback.get()).isEmpty();
                (done ? lesser : left).add(failure);
            }
            // What stood on them may stand now.
            var lost = lesser.isEmpty()
                    ? left
                    : settle(statement, left.stream().map(Failed::step).toList());
            lesser.forEach(it -> name(it, "stands in for the real one"));
            lost.forEach(it -> name(it, "could not be copied"));
            return lost.stream().map(Failed::step).toList();
        }
    }

    List<Approximation> approximations() {
        return approximations;
    }

    private static List<Failed> settle(Statement statement, List<Step> steps) throws SQLException {
        var waiting = steps;
        while (true) {
            var failed = new ArrayList<Failed>();
            for (var step : waiting) {
                var trouble = step.ddl().isPresent()
                        ? attempt(statement, step.ddl().get())
                        : Optional.of("it is beyond the twin");
                trouble.ifPresent(reason -> failed.add(new Failed(step, reason)));
            }
            if (failed.isEmpty() || failed.size() == waiting.size()) {
                return failed;
            }
            waiting = failed.stream().map(Failed::step).toList();
        }
    }

    private static Optional<String> attempt(Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
            return Optional.empty();
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            return Optional.of(Reason.of(e));
        }
    }

    private void name(Failed failed, String what) {
        approximations.add(new Approximation(
                failed.step().touches(), failed.step().object() + " " + what + ": " + failed.reason()));
    }
}
