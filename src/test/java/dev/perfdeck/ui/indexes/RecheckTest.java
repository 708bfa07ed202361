package dev.perfdeck.ui.indexes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Ever rarer after a run, and then no more.
class RecheckTest {
    private static final long SECOND = 1_000_000_000;

    private static long[] dueSeconds(Recheck recheck) {
        return LongStream.range(0, 3600)
                .filter(second -> recheck.due(second * SECOND))
                .toArray();
    }

    @Test
    void itIsDueEverRarerAndEnds() {
        var recheck = new Recheck();
        assertThat(dueSeconds(recheck)).as("before any run").isEmpty();
        recheck.ended(0);
        assertThat(dueSeconds(recheck)).containsExactly(20, 40, 80, 160, 320, 640);
        recheck.ended(0);
        recheck.forget();
        assertThat(dueSeconds(recheck)).isEmpty();
    }
}
