package dev.perfdeck.app;

import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.explain.StatementPlans;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The statements that a monitor watches, and a line to ask for more.
record StatementWatch(Monitor monitor, PgTarget target) implements StatementRoom {
    /// Texts are read as far as this.
    private static final int LONGEST_TEXT = 10_000;

    private static final String HIDDEN = "<insufficient privilege>";

    @Override
    public List<StatementFigures> statements(Duration span, StatementFilter filter) {
        return monitor.statements(span, filter);
    }

    @Override
    public double[] trend(String key, Duration span) {
        return monitor.trend(key, span);
    }

    @Override
    public Window mean(String key, Duration span) {
        return monitor.statementMean(key, span);
    }

    @Override
    public Window calls(String key, Duration span) {
        return monitor.statementCalls(key, span);
    }

    @Override
    public PlanAnswer plan(StatementFigures statement) {
        return elsewhere(statement).orElseGet(() -> plans().plan(text(statement)));
    }

    @Override
    public Optional<PlanTrial> trial(StatementFigures statement) {
        return elsewhere(statement).isPresent() ? Optional.empty() : plans().trial(text(statement));
    }

    @Override
    public PlanAnswer run(PlanTrial trial) {
        return plans().run(trial);
    }

    @Override
    public String shape(String sql) {
        return SqlShape.of(sql).text();
    }

    private StatementPlans plans() {
        return new StatementPlans(target, LONGEST_TEXT);
    }

    /// The server hides the texts of others behind these words.
    private static String text(StatementFigures statement) {
        return statement.text().equals(HIDDEN) ? "" : statement.text();
    }

    private Optional<PlanAnswer> elsewhere(StatementFigures statement) {
        var own = target.address().substring(target.address().lastIndexOf('/') + 1);
        var other = statement.database();
        return other.isEmpty() || other.equals(own)
                ? Optional.empty()
                : Optional.of(new PlanAnswer.NoPlan(PlanAnswer.Reason.ELSEWHERE, other));
    }

    @Override
    public List<StatementNotice> notices() {
        return monitor.statementNotices();
    }

    @Override
    public void everyDatabase(boolean wanted) {
        monitor.watchEveryDatabase(wanted);
    }

    @Override
    public StatementReport ask(Optional<Duration> window, int limit, StatementOrder by) throws InterruptedException {
        return StatementTotals.read(target, window, limit, by);
    }
}
