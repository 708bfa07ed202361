package dev.perfdeck.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// SIGTERM and SIGINT, by a shutdown hook that lets the JVM end only after the watch is closed, or after 20 s.
final class Termination implements StopSignal {
    private static final long PATIENCE_SECONDS = 20;

    @Override
    public Watch watch() {
        var asked = new CountDownLatch(1);
        var clean = new CountDownLatch(1);
        var hook = new Thread(() -> end(asked, clean), "stop serving");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Watch() {
            @Override
            public void await() throws InterruptedException {
                asked.await();
            }

            @Override
            public void close() {
                clean.countDown();
                remove(hook);
            }
        };
    }

    private static void end(CountDownLatch asked, CountDownLatch clean) {
        asked.countDown();
        try {
            if (!clean.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.FAILED);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the JVM ends already, and the hook is what ends it
        }
    }
}
