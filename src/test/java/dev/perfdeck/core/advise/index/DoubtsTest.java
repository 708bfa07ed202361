package dev.perfdeck.core.advise.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.advice.Counting;
import dev.perfdeck.model.advice.IndexUse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoubtsTest {
    @Test
    void aCounterIsWorthAsMuchAsItsAge() {
        assertThat(Doubts.counter(new Counting(Duration.ofDays(41), true, false, 0)))
                .isEqualTo("Its own counter says no use in 41 days.");
        assertThat(Doubts.counter(new Counting(Duration.ofMinutes(5), true, false, 0)))
                .contains("5 min, which is too short");
        assertThat(Doubts.counter(Counting.unknown())).contains("not known");
        assertThat(Doubts.counter(new Counting(Duration.ofDays(41), false, false, 0)))
                .contains("track_counts is off");
    }

    @Test
    void whatNoScanCountsIsSaid() {
        assertThat(Doubts.of(Counting.unknown(), IndexUse.of(0))).isEmpty();
        assertThat(Doubts.of(new Counting(Duration.ofDays(41), true, true, 2), new IndexUse(0, true, true, false)))
                .satisfiesExactly(
                        it -> assertThat(it).contains("primary"),
                        it -> assertThat(it).contains("standbys too (2)"),
                        it -> assertThat(it).contains("expression"),
                        it -> assertThat(it).contains("CLUSTER"));
    }
}
