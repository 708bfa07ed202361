package dev.perfdeck.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.perfdeck.ui.chart.TimeChart;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Twelve charts of three series that all move on with every pulse: how many frames a second that reaches, and what
/// one of them costs. The FX thread's work is new data, layout and drawing; the process's is all of it, painting too.
final class ChartFrames {
    private static final int CHARTS = 12;
    private static final int SERIES = 3;
    private static final int SPARE = 2000;
    private static final long WARM_UP = 2_000_000_000L;
    private static final long MEASURED = 5_000_000_000L;

    private record Cost(double rate, double fxMillis, double processMillis) {}

    private ChartFrames() {}

    static void measure() {
        var hour = ours(3600);
        var day = ours(86_400);
        var stock = stock(3600);
        say("TimeChart, 3,600 points", hour);
        say("TimeChart, 86,400 points", day);
        say("LineChart, 3,600 points", stock);
        ChartBench.say("chart frames a second, 12 x 3 x 86,400 points: %.1f (goal 60)", day.rate);
        ChartBench.say(
                "chart work per frame / LineChart, 3,600 points: %.4f", hour.processMillis / stock.processMillis);
    }

    private static void say(String what, Cost cost) {
        ChartBench.say(
                "12 x 3 %s: %.1f frames/s, FX thread %.2f ms a frame, process %.2f ms CPU a frame",
                what, cost.rate, cost.fxMillis, cost.processMillis);
    }

    private static Cost ours(int points) {
        var samples = ChartSample.samples(CHARTS, SERIES, points + SPARE);
        return ChartBench.fx(() -> {
                    var charts = Stream.generate(TimeChart::new).limit(CHARTS).toList();
                    return run(ChartSample.scene(charts, 4), frame -> {
                        for (int i = 0; i < CHARTS; i++) {
                            ChartSample.show(charts.get(i), samples.get(i), frame % SPARE, points);
                        }
                    });
                })
                .join();
    }

    private static Cost stock(int points) {
        List<List<double[]>> samples = ChartSample.samples(CHARTS, SERIES, points + SPARE);
        return ChartBench.fx(() -> {
                    var charts = samples.stream()
                            .map(each -> new StockChart(each, points, false, false))
                            .toList();
                    var scene = ChartSample.scene(
                            charts.stream().map(StockChart::node).toList(), 4);
                    return run(scene, frame -> charts.forEach(chart -> chart.moveTo(frame)));
                })
                .join();
    }

    private static CompletableFuture<Cost> run(Scene scene, IntConsumer update) {
        var stage = new Stage();
        stage.setScene(scene);
        stage.show();
        var measured = new CompletableFuture<Cost>();
        new Loop(update, measured).start();
        return measured.whenComplete((cost, failure) -> stage.close());
    }

    private static final class Loop extends AnimationTimer {
        private final IntConsumer update;
        private final CompletableFuture<Cost> measured;
        private final long started = System.nanoTime();
        private final OperatingSystemMXBean process =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        private int frame;
        private int frameThen;
        private long then;
        private long fxThen;
        private long processThen;

        Loop(IntConsumer update, CompletableFuture<Cost> measured) {
            this.update = update;
            this.measured = measured;
        }

        @Override
        public void handle(long pulse) {
            long now = System.nanoTime();
            if (then == 0 && now - started > WARM_UP && frame > 2) {
                then = now;
                frameThen = frame;
                fxThen = fxTime();
                processThen = process.getProcessCpuTime();
            } else if (then != 0 && now - then > MEASURED) {
                stop();
                measured.complete(cost(now));
                return;
            }
            update.accept(++frame);
        }

        private Cost cost(long now) {
            double frames = frame - frameThen;
            return new Cost(
                    frames / ((now - then) / 1e9),
                    (fxTime() - fxThen) / 1e6 / frames,
                    (process.getProcessCpuTime() - processThen) / 1e6 / frames);
        }

        private static long fxTime() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }
}
