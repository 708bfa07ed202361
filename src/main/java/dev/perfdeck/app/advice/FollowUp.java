package dev.perfdeck.app.advice;

import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.IndexAdvice;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds what was predicted against what is measured once an advice was followed. Talks to the database; any thread.
public final class FollowUp {
    private static final int ALL_STATEMENTS = 5_000;
    private static final int CALLS_TO_MEASURE = 5;

    private final PgTarget target;
    private final FollowedAdvice record;

    public FollowUp(PgTarget target, FollowedAdvice record) {
        this.target = target;
        this.record = record;
    }

    /// Keeps the prediction, and what its statements have cost so far.
    public void followed(IndexAdvice advice) {
        var at = Instant.now();
        record.followed(advice, at);
        var now = totals();
        advice.queries().forEach(it -> base(advice.name(), it.queryId(), now, at));
    }

    private void base(String name, long queryId, Map<Long, FollowedAdvice.Base> now, Instant at) {
        Optional.ofNullable(now.get(queryId)).ifPresent(base -> record.base(name, queryId, base, at));
    }

    /// Keeps the predictions of advice that was written as migrations.
    public void proposed(List<IndexAdvice> advice) {
        var at = Instant.now();
        advice.forEach(it -> record.proposed(it, at));
    }

    /// Looks which proposed indexes are there by now and which followed ones are gone, and measures those that stand
    /// once more. Where nothing was ever proposed or followed, nothing is asked.
    public List<AdviceOutcome> measure() {
        var proposed = record.proposals();
        var standing = standing();
        if (proposed.isEmpty() && standing.isEmpty()) {
            return record.outcomes();
        }
        var built = built(Stream.concat(proposed.stream(), standing.stream()).toList());
        var now = totals();
        var at = Instant.now();
        standing.stream().filter(it -> !built.containsKey(it.name())).forEach(it -> record.undone(it.name(), at));
        for (var it : proposed) {
            if (built.getOrDefault(it.name(), false)) {
                record.found(it.name(), at);
                it.statements().forEach(statement -> base(it.name(), statement.queryId(), now, at));
            }
        }
        for (var outcome : standing()) {
            var bases = record.bases(outcome.name());
            for (var statement : outcome.statements()) {
                var total = now.get(statement.queryId());
                var base = bases.getOrDefault(statement.queryId(), new FollowedAdvice.Base(0, 0));
                if (total != null) {
                    boolean reset = total.calls() < base.calls();
                    long calls = reset ? total.calls() : total.calls() - base.calls();
                    double millis = reset ? total.millis() : total.millis() - base.millis();
                    if (calls >= CALLS_TO_MEASURE) {
                        record.measured(outcome.name(), statement.queryId(), millis / calls, calls, at);
                    }
                }
            }
        }
        return record.outcomes();
    }

    private List<AdviceOutcome> standing() {
        return record.outcomes().stream().filter(it -> it.undoneAt().isEmpty()).toList();
    }

    /// Those whose index is there, and whether it is valid.
    private Map<String, Boolean> built(List<AdviceOutcome> advice) {
        try (var connection = target.open(PgRole.READ);
                var question = connection.prepareStatement(SqlFile.read(FollowUp.class, "built.sql"))) {
            var names = advice.stream().map(it -> bare(it.name())).toArray(String[]::new);
            question.setArray(1, connection.createArrayOf("text", names));
            question.setArray(
                    2,
                    connection.createArrayOf(
                            "text", advice.stream().map(AdviceOutcome::table).toArray(String[]::new)));
            var valid = new HashMap<String, Boolean>();
            try (var rows = question.executeQuery()) {
                while (rows.next()) {
                    valid.put(rows.getString(1), rows.getBoolean(2));
                }
            }
            var built = new HashMap<String, Boolean>();
            advice.forEach(
                    it -> Optional.ofNullable(valid.get(bare(it.name()))).ifPresent(is -> built.put(it.name(), is)));
            return built;
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }

    private static String bare(String name) {
        return name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private Map<Long, FollowedAdvice.Base> totals() {
        try {
            var totals = new LinkedHashMap<Long, FollowedAdvice.Base>();
            StatementTotals.read(target, Optional.empty(), ALL_STATEMENTS, StatementOrder.TOTAL)
                    .statements()
                    .forEach(it -> totals.merge(
                            it.queryId(),
                            new FollowedAdvice.Base(it.calls(), it.millis()),
                            (a, b) -> new FollowedAdvice.Base(a.calls() + b.calls(), a.millis() + b.millis())));
            return totals;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
