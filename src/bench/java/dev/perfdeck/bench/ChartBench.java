package dev.perfdeck.bench;

import dev.perfdeck.ui.chart.DecimatorBench;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;

/// The chart against what one would take instead of it: frames a second and work per frame beside `LineChart`, one
/// frame of many points beside a polyline, the load at rest of six live charts, and the decimator by itself.
final class ChartBench {
    private ChartBench() {}

    static void main(String[] args) throws Exception {
        Platform.startup(() -> Platform.setImplicitExit(false));
        ChartFrames.measure();
        ChartPoints.measure();
        Platform.exit();
        ChartLoad.measure();
        DecimatorBench.main(args);
    }

    static void say(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }

    static <T> T fx(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
