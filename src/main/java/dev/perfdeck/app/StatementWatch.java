package dev.perfdeck.app;

import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The statements that a monitor watches, and a line to ask for more.
record StatementWatch(Monitor monitor, PgTarget target) implements StatementRoom {
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
