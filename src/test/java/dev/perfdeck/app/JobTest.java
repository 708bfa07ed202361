package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.BuildProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class JobTest {
    @Test
    void tellsProgressAndBringsTheResult() throws Exception {
        var seen = new CountDownLatch(1);
        var step = new BuildProgress("idx", 0, 1, "building index", 40, Optional.empty());
        var job = Job.start("test", (progress, cancelled) -> {
            progress.accept(step);
            seen.await();
            return "done";
        });
        while (job.progress().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(job.progress()).contains(step);
        assertThat(job.awaitEnd(Duration.ZERO)).isFalse();
        seen.countDown();
        assertThat(job.await()).isEqualTo("done");
    }

    @Test
    void aCancelledErrandEndsByItself() {
        var job = Job.start("test", (progress, cancelled) -> {
            while (!cancelled.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return "stopped";
        });
        job.cancel();
        assertThat(job.await()).isEqualTo("stopped");
        assertThat(job.cancelled()).isTrue();
    }

    @Test
    void aFailureReachesWhoeverWaits() throws Exception {
        var job = Job.start("test", (progress, cancelled) -> {
            throw new IllegalStateException("broken");
        });
        assertThatThrownBy(job::await).isInstanceOf(CompletionException.class).hasRootCauseMessage("broken");
        assertThat(job.awaitEnd(Duration.ZERO)).isTrue();
    }
}
