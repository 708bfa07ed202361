package dev.perfdeck.ui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedRoom;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.Window;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the cache screen says of its figures, without a toolkit.
class FiguresOfTheCacheTest {
    private final Lists lists = new Lists(Fxml.words(CacheView.class));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0     | 1       | 0–1 µs
            16    | 33      | 16–33 µs
            524   | 1048    | 0.5–1.0 ms
            8389  | 16777   | 8.4–17 ms
            16777 | 33554   | 17–34 ms
            """)
    void serverPercentilesAreRangesWithoutFalseDigits(long low, long high, String said) {
        assertThat(Ranges.of(low, high)).isEqualTo(said);
    }

    @Test
    void aRangeWithoutAnUpperBoundSaysSo() {
        assertThat(Ranges.of(524_288, ServerLatency.UNBOUNDED)).isEqualTo("> 524 ms");
    }

    @Test
    void aTypeThatNobodyReadHasNoRate() {
        var type = new CacheType("stats", new CacheFigures(9, 1, 1, 0, 7, true), new CacheFigures(0, 0, 0, 0, true));
        assertThat(lists.type(type, false).cells()).containsExactly("stats", "–", "0", "0", "0", "0");
        assertThat(lists.type(type, true).cells()).containsExactly("stats", "90.0 %", "9", "1", "1", "0");
        assertThat(lists.type(type, false).hint()).contains("since reset: 90.0 %", "7 errors");
    }

    @Test
    void theSpreadOfLifetimesIsOneFigureWhereTheyAreAlike() {
        assertThat(cells(Duration.ofSeconds(40), Duration.ofSeconds(50), Duration.ofMinutes(5)))
                .element(3)
                .isEqualTo("40 s–5 min");
        assertThat(cells(Duration.ofHours(3), Duration.ofHours(3), Duration.ofHours(3)))
                .element(3)
                .isEqualTo("3 h");
        assertThat(lists.group(new KeyGroup(
                                "app:stats", 3, 2048, 3, Optional.empty(), Optional.empty(), Optional.empty(), 3))
                        .cells())
                .containsExactly("app:stats", "3", "2.0 kB", "–", "3");
    }

    private List<String> cells(Duration least, Duration median, Duration most) {
        return lists.group(new KeyGroup(
                        "app:workflow:*",
                        1200,
                        1 << 20,
                        300,
                        Optional.of(least),
                        Optional.of(median),
                        Optional.of(most),
                        0))
                .cells();
    }

    @Test
    void theChartShowsTheTypesThatAreReadMost() {
        var types = IntStream.range(0, 9)
                .mapToObj(i -> new CacheType("t" + i, CacheFigures.NONE, new CacheFigures(i * 10L, 1, 0, 0, true)))
                .toList();
        var rates = new HashMap<String, Window>();
        types.forEach(type -> rates.put(type.type(), new Window(Metric.CACHE_HIT_RATE, 0, new double[] {50})));
        assertThat(CacheModel.busiest(rates, types, 6)).containsOnlyKeys("t3", "t4", "t5", "t6", "t7", "t8");
    }

    @Test
    void oneSampleAtATime() throws Exception {
        var room = new FixedRoom();
        room.gate = new CountDownLatch(1);
        var model = new SampleModel(room, new Work(Runnable::run), () -> {});
        model.take(false);
        model.take(false);
        Until.until("it says how far it is", () -> model.progress() == 100);
        assertThat(room.asked).containsExactly("sample");
        room.gate.countDown();
        Until.until("it has ended", () -> !model.running());
        assertThat(model.failure()).as("there was nothing to bring back").isPresent();
    }
}
