package dev.perfdeck.app;

import dev.perfdeck.core.migrate.run.Served;
import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.explain.StatementPlans;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The statements of pg_stat_statements that an index may serve, with their plans; none is run. Safe on any thread.
final class ServedStatements implements Served {
    private static final Logger log = LoggerFactory.getLogger(ServedStatements.class);
    private static final int LONGEST_TEXT = 10_000;
    private static final int LOOKED_AT = 300;
    private static final int KEPT = 3;
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final PgTarget target;
    private List<StatementFigures> seen = List.of();
    private long seenAt = System.nanoTime() - FRESH.toNanos();

    ServedStatements(PgTarget target) {
        this.target = target;
    }

    @Override
    public List<IndexPlan> now(String index, String table, List<String> columns) {
        return costliest().stream()
                .filter(statement -> StatementPlans.reads(statement.text()))
                .filter(statement -> TableWords.any(statement.text(), List.of(table)))
                .filter(statement -> columns.isEmpty() || TableWords.any(statement.text(), List.of(columns.getFirst())))
                .limit(KEPT)
                .flatMap(statement -> again(index, statement.text()).stream())
                .toList();
    }

    @Override
    public Optional<IndexPlan> again(String index, String query) {
        try {
            return new StatementPlans(target, LONGEST_TEXT).plan(query) instanceof PlanAnswer.Planned planned
                    ? Optional.of(told(index, query, planned.plan()))
                    : Optional.empty();
        } catch (FaultException e) {
            log.info("no plan for {}: {}", index, e.getMessage());
            return Optional.empty();
        }
    }

    private static IndexPlan told(String index, String query, PlanDocument plan) {
        var uses = plan.uses(index);
        var scan = plan.nodes()
                .filter(node ->
                        uses ? node.index().equals(index) : !node.relation().isEmpty())
                .findFirst()
                .orElse(plan.root());
        return new IndexPlan(index, query, PlanText.phrase(scan), plan.cost(), uses, Optional.of(plan));
    }

    private synchronized List<StatementFigures> costliest() {
        if (System.nanoTime() - seenAt > FRESH.toNanos()) {
            seenAt = System.nanoTime();
            try {
                seen = StatementTotals.read(target, Optional.empty(), LOOKED_AT, StatementOrder.TOTAL)
                        .statements();
            } catch (FaultException e) {
                log.info("statements are not known: {}", e.getMessage());
                seen = List.of();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                seen = List.of();
            }
        }
        return seen;
    }
}
