package dev.perfdeck.ui.query;

import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;

/// A room with as many statements as are wanted, each with a trend; no server stands behind it.
public class ManyStatements implements StatementRoom {
    private List<StatementFigures> statements;

    public ManyStatements(int count) {
        statements = IntStream.range(0, count).mapToObj(i -> row(i, i % 7, 1)).toList();
    }

    /// @param calls of which many are equal
    static StatementFigures row(int id, long calls, double factor) {
        return new StatementFigures(
                "10/5/" + id + "/true",
                id,
                "select id, name, status from table_" + id + " where tenant = $1 and status = $2 order by created_at",
                id % 3 == 0 ? "web" : "batch",
                "shop",
                true,
                calls,
                factor * (id % 11),
                0.5,
                id,
                id % 100,
                id % 13,
                0,
                id % 5,
                0.1,
                id,
                Double.NaN,
                0.01);
    }

    void set(List<StatementFigures> now) {
        statements = now;
    }

    QueryModel model() {
        return new QueryModel(
                new QueryModel.Around(() -> 1000, List::of, () -> QueryFigures.none(1000), Optional.empty()),
                this,
                new Work(Runnable::run),
                new SimpleObjectProperty<>(Span.FIVE_MINUTES),
                new SimpleObjectProperty<>(false));
    }

    @Override
    public List<StatementFigures> statements(Duration span, StatementFilter filter) {
        return statements;
    }

    @Override
    public double[] trend(String key, Duration span) {
        return mean(key, span).values();
    }

    @Override
    public Window mean(String key, Duration span) {
        var values = new double[(int) span.toSeconds()];
        Arrays.setAll(values, i -> i % 5 == 0 ? (i * 31 + key.hashCode()) % 97 : Double.NaN);
        return new Window(Metric.STATEMENT_MEAN, 1_000_000, values);
    }

    @Override
    public Window calls(String key, Duration span) {
        return mean(key, span);
    }

    @Override
    public PlanAnswer plan(StatementFigures statement) {
        return new PlanAnswer.NoPlan(PlanAnswer.Reason.REFUSED, "");
    }

    @Override
    public Optional<PlanTrial> trial(StatementFigures statement) {
        return Optional.empty();
    }

    @Override
    public PlanAnswer run(PlanTrial trial) {
        return new PlanAnswer.NoPlan(PlanAnswer.Reason.REFUSED, "");
    }

    @Override
    public String shape(String sql) {
        return sql.replaceAll("\\$\\d+", "?");
    }

    @Override
    public List<StatementNotice> notices() {
        return List.of();
    }

    @Override
    public void everyDatabase(boolean wanted) {}

    @Override
    public StatementReport ask(Optional<Duration> window, int limit, StatementOrder by) {
        throw new UnsupportedOperationException("no server stands behind it");
    }
}
