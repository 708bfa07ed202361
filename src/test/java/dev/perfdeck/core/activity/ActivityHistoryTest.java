package dev.perfdeck.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.SessionGroup;
import dev.perfdeck.model.WaitClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityHistoryTest {
    private static final List<SessionGroup> GROUPS = List.of(
            new SessionGroup("active", "", "", 3),
            new SessionGroup("active", "Lock", "tuple", 2),
            new SessionGroup("active", "Lock", "relation", 5),
            new SessionGroup("active", "BufferPin", "BufferPin", 1),
            new SessionGroup("idle in transaction", "Client", "ClientRead", 9),
            new SessionGroup("hidden", "", "", 4));

    private final ActivityHistory history = new ActivityHistory();

    @Test
    void onlyActiveSessionsCountAndASecondWithoutASampleIsAGap() {
        history.begin(100);
        history.file(100, GROUPS);
        history.begin(101);
        history.begin(102);
        history.file(102, List.of());
        var window = history.window(Duration.ofSeconds(3));
        assertThat(window.firstSecond()).isEqualTo(100);
        assertThat(window.byClass().get(WaitClass.CPU)).containsExactly(3, Double.NaN, 0);
        assertThat(window.byClass().get(WaitClass.LOCK)).containsExactly(7, Double.NaN, 0);
        assertThat(window.byClass().get(WaitClass.OTHER)).containsExactly(1, Double.NaN, 0);
        assertThat(window.byClass().get(WaitClass.CLIENT)).containsExactly(0, Double.NaN, 0);
        assertThat(window.average(WaitClass.LOCK)).isEqualTo(3.5);
    }

    @Test
    void anHourLaterNothingOldIsShown() {
        history.begin(100);
        history.file(100, GROUPS);
        history.begin(100 + ActivityHistory.SECONDS);
        history.file(100, GROUPS);
        assertThat(history.window(Duration.ofHours(1)).byClass().get(WaitClass.CPU))
                .containsOnly(Double.NaN);
        assertThat(history.window(Duration.ofDays(1)).size()).isEqualTo(ActivityHistory.SECONDS);
    }

    @Test
    void beforeTheFirstSecondThereIsNothing() {
        assertThat(history.window(Duration.ofMinutes(1)).size()).isZero();
        assertThat(history.window(Duration.ofMinutes(1)).average(WaitClass.CPU)).isNaN();
    }
}
