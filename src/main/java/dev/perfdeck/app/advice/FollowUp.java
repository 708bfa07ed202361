package dev.perfdeck.app.advice;

import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.IndexAdvice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        advice.queries()
                .forEach(it -> Optional.ofNullable(now.get(it.queryId()))
                        .ifPresent(base -> record.base(advice.name(), it.queryId(), base, at)));
    }

    /// Measures every advice that was followed once more.
    public List<AdviceOutcome> measure() {
        var now = totals();
        var at = Instant.now();
        for (var outcome : record.outcomes()) {
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
