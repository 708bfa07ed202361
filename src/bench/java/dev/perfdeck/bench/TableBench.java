package dev.perfdeck.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.query.TableScroll;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/// Scrolling the statements, 10,000 rows with share bars, badges and sparklines, beside a bare table of plain text,
/// both under the window's style sheets: with every pulse the table moves on, by a page (all rows in sight are
/// others) or by one row (as a wheel does). Frames a second, and what a frame costs.
final class TableBench {
    private static final int ROWS = 10_000;
    private static final int PAGE = 16;
    private static final long WARM_UP = 2_000_000_000L;
    private static final long MEASURED = 3_000_000_000L;

    private TableBench() {}

    private record Cost(double rate, double fxMillis, double processMillis) {}

    static void main(String[] args) {
        Platform.startup(() -> Platform.setImplicitExit(false));
        fx(() -> new Theme(Theme.Choice.LIGHT));
        for (int step : new int[] {1, PAGE}) {
            var ours = median(() -> TableScroll.ours(ROWS), step);
            var bare = median(() -> TableScroll.bare(ROWS), step);
            say("statements", step, ours);
            say("bare table", step, bare);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%d row(s) a frame, 10,000 rows, statements: %.1f frames/s (goal 60); FX thread's work : bare table: %.2f",
                    step,
                    ours.rate,
                    ours.fxMillis / bare.fxMillis));
        }
        Platform.exit();
    }

    private static void say(String what, int step, Cost cost) {
        System.out.println(String.format(
                Locale.ROOT,
                "    %s, %d row(s) a frame: %.1f frames/s, FX thread %.2f ms a frame, process %.2f ms CPU a frame",
                what,
                step,
                cost.rate,
                cost.fxMillis,
                cost.processMillis));
    }

    /// By the FX thread's work of three rounds; the first frames of a program are slow.
    private static Cost median(Supplier<TableView<StatementFigures>> made, int step) {
        return Stream.generate(() -> measure(made, step))
                .limit(3)
                .sorted(Comparator.comparingDouble(Cost::fxMillis))
                .skip(1)
                .findFirst()
                .orElseThrow();
    }

    private static Cost measure(Supplier<TableView<StatementFigures>> made, int step) {
        var measured = new CompletableFuture<Cost>();
        var stage = fx(() -> {
            var table = made.get();
            var scene = new Scene(table, 1000, 460);
            for (var sheet : new String[] {"/dev/perfdeck/ui/perfdeck.css", "/dev/perfdeck/ui/chart/chart.css"}) {
                scene.getStylesheets()
                        .add(Objects.requireNonNull(TableBench.class.getResource(sheet), sheet)
                                .toExternalForm());
            }
            var shown = new Stage();
            shown.setScene(scene);
            shown.show();
            new Scrolling(table, step, measured).start();
            return shown;
        });
        var cost = measured.orTimeout(60, TimeUnit.SECONDS).join();
        fx(() -> {
            stage.close();
            return stage;
        });
        return cost;
    }

    private static final class Scrolling extends AnimationTimer {
        private final TableView<StatementFigures> table;
        private final int step;
        private final CompletableFuture<Cost> measured;
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private final long started = System.nanoTime();
        private int frame;
        private int frameThen;
        private long then;
        private long fxThen;
        private long processThen;

        Scrolling(TableView<StatementFigures> table, int step, CompletableFuture<Cost> measured) {
            this.table = table;
            this.step = step;
            this.measured = measured;
        }

        @Override
        public void handle(long pulse) {
            long now = System.nanoTime();
            if (then == 0 && now - started > WARM_UP) {
                then = now;
                frameThen = frame;
                fxThen = fxTime();
                processThen = process.getProcessCpuTime();
            } else if (then != 0 && now - then > MEASURED) {
                stop();
                double frames = frame - frameThen;
                measured.complete(new Cost(
                        frames * 1e9 / (now - then),
                        (fxTime() - fxThen) / 1e6 / frames,
                        (process.getProcessCpuTime() - processThen) / 1e6 / frames));
                return;
            }
            table.scrollTo((int) ((long) ++frame * step % ROWS));
        }

        private static long fxTime() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    private static <T> T fx(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
