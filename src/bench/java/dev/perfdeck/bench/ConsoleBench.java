package dev.perfdeck.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.perfdeck.app.Launch;
import dev.perfdeck.app.Opener;
import dev.perfdeck.app.Session;
import dev.perfdeck.ui.Fonts;
import dev.perfdeck.ui.Pulse;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.WindowState;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.desktop.Desktop;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;

/// The console as a whole on its demo: gaps between pulses of the FX thread while it samples and while indexes are
/// built, against the same thread idle; jitter of the tick against a bare scheduled executor in the same JVM; CPU and
/// memory at rest.
final class ConsoleBench {
    private static final Duration PHASE = Duration.ofSeconds(30);

    private ConsoleBench() {}

    static void main(String[] args) throws Exception {
        Platform.startup(() -> {});
        var idle = gaps(PHASE);
        try (var session = new Opener(Map.of("PERFDECK_API_PORT", "0"))
                .open(new Launch(true, Optional.empty(), Optional.empty()), System.err::println)) {
            show(session);
            Thread.sleep(Duration.ofSeconds(10));
            rest();
            jitter(session);
            compare("P24 pulse gap p99.9 while sampling / idle", gaps(PHASE), idle);
            var job = session.applyIndexes();
            compare("P24 pulse gap p99.9 while building indexes / idle", gaps(PHASE), idle);
            job.await();
        }
        System.exit(0);
    }

    private static void show(Session session) throws InterruptedException {
        var shown = new CountDownLatch(1);
        Platform.runLater(() -> {
            Fonts.load();
            var window = new ShellWindow(new Stage(), new WindowState(Path.of("nowhere", "window.properties")));
            var shell = new ShellView(session, new Theme(Theme.Choice.DARK), new Work(Desktop.SCREEN));
            window.show(shell);
            session.onTick(new Pulse(Desktop.SCREEN, shell::refresh)::tick);
            shown.countDown();
        });
        shown.await();
    }

    private static void rest() throws Exception {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = system.getProcessCpuTime();
        Thread.sleep(PHASE);
        double share = 100.0 * (system.getProcessCpuTime() - before) / PHASE.toNanos();
        System.out.printf(
                "console at rest with the demo's service and load inside: %.1f %% of one core (goal 10)%n", share);
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS")) {
                var megabytes = Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                System.out.printf("resident: %d MB (goal 300)%n", megabytes);
            }
        }
    }

    private static void jitter(Session session) throws InterruptedException {
        var ours = new Intervals();
        session.onTick(ours::mark);
        var bare = new Intervals();
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            timer.scheduleAtFixedRate(bare::mark, 0, 1, TimeUnit.SECONDS);
            Thread.sleep(Duration.ofSeconds(60));
        }
        System.out.printf(
                "P25 tick jitter p99: ours %.2f ms, bare executor %.2f ms, ratio %.2f (goal 1.5)%n",
                ours.p99(), bare.p99(), ours.p99() / bare.p99());
    }

    /// How far the intervals between marks are from a second.
    private static final class Intervals {
        private final Histogram off = new Histogram(TimeUnit.SECONDS.toMicros(60), 2);
        private long last;

        synchronized void mark() {
            long now = System.nanoTime();
            if (last != 0) {
                off.recordValue(Math.abs(now - last - TimeUnit.SECONDS.toNanos(1)) / 1000);
            }
            last = now;
        }

        synchronized double p99() {
            return off.getValueAtPercentile(99) / 1000.0;
        }
    }

    private static Histogram gaps(Duration length) throws InterruptedException {
        var gaps = new Histogram(TimeUnit.SECONDS.toMicros(60), 2);
        var timer = new AnimationTimer() {
            private long last;

            @Override
            public void handle(long now) {
                long at = System.nanoTime();
                if (last != 0) {
                    gaps.recordValue((at - last) / 1000);
                }
                last = at;
            }
        };
        Platform.runLater(timer::start);
        Thread.sleep(length);
        var stopped = new CountDownLatch(1);
        Platform.runLater(() -> {
            timer.stop();
            stopped.countDown();
        });
        stopped.await();
        return gaps;
    }

    private static void compare(String what, Histogram ours, Histogram idle) {
        System.out.printf(
                "%s: %.1f ms / %.1f ms = %.2f (goal 1.5), longest %.1f ms (goal 100)%n",
                what,
                ours.getValueAtPercentile(99.9) / 1000.0,
                idle.getValueAtPercentile(99.9) / 1000.0,
                (double) ours.getValueAtPercentile(99.9) / idle.getValueAtPercentile(99.9),
                ours.getMaxValue() / 1000.0);
    }
}
