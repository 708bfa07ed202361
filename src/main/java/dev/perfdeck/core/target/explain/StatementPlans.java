package dev.perfdeck.core.target.explain;

import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanAnswer.NoPlan;
import dev.perfdeck.model.plan.PlanAnswer.Planned;
import dev.perfdeck.model.plan.PlanAnswer.Reason;
import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanTrial;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Plans of statements as pg_stat_statements has them, with `$1` in place of their values. [#plan] only asks the
/// planner;
/// [#run] runs a statement, in a transaction that may only read, with a time limit, and rolls it back: it is for a
/// person
/// who has seen [#trial] first. Each call opens a session of its own for it and closes it. Safe on any thread; blocks.
public final class StatementPlans {
    private static final Set<String> PLANNED =
            Set.of("select", "insert", "update", "delete", "merge", "with", "values", "table");
    private static final Set<String> READS = Set.of("select", "with", "values", "table");
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge", "into");
    private static final long LIMIT_MILLIS = 5_000;

    private final PgTarget target;
    private final int longest;

    /// @param longest characters of a text that are kept at most; one as long as that is cut off
    public StatementPlans(PgTarget target, int longest) {
        this.target = target;
        this.longest = longest;
    }

    /// The plan that holds for whatever values; nothing is run.
    ///
    /// @throws FaultException when the server cannot be asked
    public PlanAnswer plan(String text) {
        var scan = SqlScan.of(text);
        return unplanned(text, scan)
                .orElseGet(() -> ask(session -> {
                    var sql = TypedLiterals.mended(SqlScan.single(text));
                    var plan = session.plan(sql, scan.wanted());
                    if (scan.wanted() == 0) {
                        return new Planned(plan, PlanAnswer.Basis.COMPLETE, session.question(sql, 0));
                    }
                    return PlanSession.pruned(plan)
                            ? sampled(session, plan, sql)
                            : new Planned(plan, PlanAnswer.Basis.GENERIC, session.question(sql, scan.wanted()));
                }));
    }

    private static PlanAnswer sampled(PlanSession session, PlanDocument generic, String sql) throws SQLException {
        var filled = SqlScan.of(sql)
                .filled(session.samples(generic, sql).stream()
                        .map(Samples.Sample::literal)
                        .toList());
        return new Planned(session.plan(filled, 0), PlanAnswer.Basis.SAMPLES, session.question(filled, 0));
    }

    /// What would be run to measure it; empty where it would write, or where it has no plan.
    ///
    /// @throws FaultException when the server cannot be asked, or does not take the statement
    public Optional<PlanTrial> trial(String text) {
        var sql = TypedLiterals.mended(SqlScan.single(text));
        var scan = SqlScan.of(sql);
        if (unplanned(text, scan).isPresent() || !reads(scan)) {
            return Optional.empty();
        }
        try (var connection = target.open(PgRole.PLAN)) {
            var session = new PlanSession(connection);
            var samples = session.samples(session.plan(sql, scan.wanted()), sql);
            return Optional.of(new PlanTrial(
                    "EXPLAIN (ANALYZE, BUFFERS, VERBOSE, SETTINGS, FORMAT JSON)\n"
                            + scan.filled(samples.stream()
                                    .map(Samples.Sample::literal)
                                    .toList()),
                    samples.stream().map(Samples.Sample::said).toList(),
                    LIMIT_MILLIS));
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    /// Runs what was shown.
    ///
    /// @throws FaultException when the server cannot be asked
    public PlanAnswer run(PlanTrial trial) {
        var scan = SqlScan.of(trial.sql());
        if (scan.several() || scan.open() || writes(scan)) {
            return new NoPlan(Reason.WRITES, "");
        }
        return ask(session -> new Planned(session.run(trial.sql(), trial.limit()), PlanAnswer.Basis.RUN, trial.sql()));
    }

    /// Whether a statement only reads, as far as its words tell; the transaction sees to the rest.
    public static boolean reads(String text) {
        return reads(SqlScan.of(text));
    }

    private static boolean reads(SqlScan scan) {
        return READS.contains(scan.verb()) && !writes(scan);
    }

    private static boolean writes(SqlScan scan) {
        return WRITES.stream().anyMatch(scan::has);
    }

    private Optional<PlanAnswer> unplanned(String text, SqlScan scan) {
        if (text.isBlank()) {
            return Optional.of(new NoPlan(Reason.TEXTLESS, ""));
        }
        if (scan.open() || text.length() >= longest) {
            return Optional.of(new NoPlan(Reason.CUT_OFF, ""));
        }
        if (!PLANNED.contains(scan.verb())) {
            return Optional.of(new NoPlan(Reason.UTILITY, scan.verb().toUpperCase(Locale.ROOT)));
        }
        return scan.several() ? Optional.of(new NoPlan(Reason.SEVERAL, "")) : Optional.empty();
    }

    private interface Question {
        PlanAnswer of(PlanSession session) throws SQLException;
    }

    private PlanAnswer ask(Question question) {
        try (var connection = target.open(PgRole.PLAN)) {
            try {
                return question.of(new PlanSession(connection));
            } catch (SQLException e) {
                return refused(e);
            }
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    /// What the server says of the statement is an answer; that it does not answer is none.
    private PlanAnswer refused(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw target.fault(e);
        }
        var said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new NoPlan(
                said.contains("at end of input") ? Reason.CUT_OFF : Reason.REFUSED,
                said.substring(0, Math.min(said.length(), 300)));
    }
}
