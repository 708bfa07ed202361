package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Equal windows around a build, out of readings every five seconds.
class LatencyAroundTest {
    private static final Instant BEGUN = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant DONE = BEGUN.plusSeconds(40);

    private static LatencyAround around(Readings readings) {
        return new LatencyAround(readings, new Journal(Path.of("none.jsonl"), "test", "here", "me"));
    }

    @Test
    void bothWindowsAreOfOneLengthAndTheStatementsOfOneMix() {
        // 90 ms and 10 ms before, 9 ms and 1 ms after; after it, the slow one is called three times as often.
        var change = around(new Readings(
                        new Line("select * from orders where a = $1", 90, 9, 1, 3),
                        new Line("select count(*) from Orders", 10, 1, 1, 1),
                        new Line("update orders set a = $1", 500, 500, 9, 9),
                        new Line("select * from orders_old", 500, 500, 9, 9)))
                .of("orders", BEGUN, DONE, DONE.plusSeconds(65))
                .orElseThrow();

        assertThat(change.windowSeconds()).isEqualTo(60);
        assertThat(change.meanMillisBefore()).isEqualTo((90 * 3 + 10) / 4.0);
        assertThat(change.meanMillisAfter()).isEqualTo((9 * 3 + 1) / 4.0);
        assertThat(change.calls()).isEqualTo(4 * 60);
    }

    @Test
    void nothingIsSaidBeforeTwoReadingsOrOfStatementsThatOneWindowLacks() {
        var readings = new Readings(new Line("select * from orders", 90, 9, 1, 3));
        assertThat(around(readings).of("orders", BEGUN, DONE, DONE.plusSeconds(12)))
                .isEmpty();
        assertThat(around(readings).of("orders", BEGUN, DONE, DONE.plusSeconds(4000)))
                .as("what was before is forgotten")
                .isEmpty();
        assertThat(around(new Readings(new Line("select * from orders", 90, 9, 0, 3)))
                        .of("orders", BEGUN, DONE, DONE.plusSeconds(65)))
                .as("not called before")
                .isEmpty();
    }

    private record Line(String text, double before, double after, double callsBefore, double callsAfter) {}

    /// Readings that end at the moment when the span does.
    private record Readings(Line... lines) implements StatementRoom {
        @Override
        public List<StatementFigures> statements(Duration span, StatementFilter filter) {
            return Arrays.stream(lines)
                    .map(line -> new StatementFigures(
                            line.text(), 1, line.text(), "", "", true, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0))
                    .toList();
        }

        private static Window window(double... values) {
            var first = BEGUN.minusSeconds(3600).getEpochSecond();
            var grid = new double[7200];
            for (int i = 0; i < grid.length; i++) {
                grid[i] = i % 5 != 0 ? Double.NaN : values[first + i <= BEGUN.getEpochSecond() ? 0 : 1];
            }
            return new Window(Metric.API_REQUESTS, first, grid);
        }

        private Line line(String key) {
            return Arrays.stream(lines)
                    .filter(line -> line.text().equals(key))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public Window mean(String key, Duration span) {
            return window(line(key).before(), line(key).after());
        }

        @Override
        public Window calls(String key, Duration span) {
            return window(line(key).callsBefore(), line(key).callsAfter());
        }

        @Override
        public double[] trend(String key, Duration span) {
            return new double[0];
        }

        @Override
        public PlanAnswer plan(StatementFigures statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PlanTrial> trial(StatementFigures statement) {
            throw new UnsupportedOperationException();
        }

        @Override
        public PlanAnswer run(PlanTrial trial) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String shape(String sql) {
            return sql;
        }

        @Override
        public List<StatementNotice> notices() {
            return List.of();
        }

        @Override
        public void everyDatabase(boolean wanted) {}

        @Override
        public StatementReport ask(Optional<Duration> window, int limit, StatementOrder by) throws FaultException {
            throw new UnsupportedOperationException();
        }
    }
}
