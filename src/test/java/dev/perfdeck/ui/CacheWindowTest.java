package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.FixedRoom;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.cache.CacheModel;
import dev.perfdeck.ui.cache.CacheView;
import dev.perfdeck.ui.desktop.Desktop;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;

/// The cache screen in its window: on the cache of a real, small demo, and on figures as wide as they come.
@SuppressWarnings("NullAway.Init") // set in `open`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheWindowTest {
    private static final int CACHE = 2;

    private final FxRobot robot = new FxRobot();
    private final OnScreen screen = new OnScreen();
    private DemoWindow window;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        window = DemoWindow.open(home, Theme.Choice.DARK);
    }

    @AfterAll
    void close() throws Exception {
        window.close();
    }

    @BeforeEach
    void leave() throws Exception {
        window.go(1);
    }

    private CacheRoom openReal() throws Exception {
        assumeThat(window.session().cache()).isPresent();
        window.go(CACHE);
        assertThat(screen.text(".screen-title")).isEqualTo("Cache");
        screen.press("#cache-tab-TYPES");
        return window.session().cache().orElseThrow();
    }

    /// Puts a screen on other figures in the place of the overview.
    private CacheView openOn(FixedRoom room) throws Exception {
        return OnScreen.run(() -> {
            var model = new CacheModel(
                    window.session(),
                    room,
                    new Work(Desktop.SCREEN),
                    new SimpleObjectProperty<>(Span.FIVE_MINUTES),
                    new SimpleObjectProperty<>(false));
            var view = new CacheView(model);
            ((StackPane) window.shell().root().lookup(".stage")).getChildren().setAll(view.node());
            view.refresh();
            return view;
        });
    }

    @Test
    void theFiguresOfTheDemoAppear() throws Exception {
        openReal();
        for (var tile : List.of("application", "server", "reads", "memory", "evictions")) {
            Until.until("the tile " + tile + " has a figure", () -> {
                var said = screen.texts("#cache-tile-" + tile);
                return !said.contains("no data yet") && !said.contains(Figures.UNKNOWN + " |");
            });
        }
        Until.until("the types are listed", () -> screen.texts("#cache-types").contains("workflow:list"));
        Until.until("latencies are known", () -> !screen.texts("#cache-latency").contains("no data yet"));
        assertThat(screen.texts("#cache-latency")).as("a range of buckets").contains("–");
        assertThat(screen.text("#cache-tab-NODES")).isNotEmpty();
        assertThat(screen.enabled("#cache-tab-NODES"))
                .as("a server that stands alone has no nodes to show")
                .isFalse();
    }

    @Test
    void whatADryRunFoundIsInvalidated() throws Exception {
        openReal();
        screen.write("#invalidate-pattern", "workflow:*");
        assertThat(screen.enabled("#invalidate-go"))
                .as("nothing is counted yet")
                .isFalse();
        Until.until("the dry run found keys", () -> {
            if (screen.enabled("#invalidate-dry")) {
                screen.press("#invalidate-dry");
            }
            return screen.enabled("#invalidate-go");
        });
        assertThat(screen.text("#invalidate-go")).matches("Invalidate [0-9,]+ keys?");
        screen.press("#invalidate-go");
        Until.until(
                "the card says what went",
                () -> screen.texts("#invalidate-facts").contains("removed"));
        assertThat(screen.enabled("#invalidate-go")).as("another count first").isFalse();
        Until.until(
                "the charts get their mark",
                () -> window.session().events().stream().anyMatch(e -> e.text().contains("workflow:*")));
    }

    @Test
    void aSampleSaysWhatLivesInTheCache() throws Exception {
        openReal();
        screen.press("#cache-tab-KEYS");
        screen.press("#cache-sample");
        Until.until("it is an estimate", () -> screen.text("#cache-sample-note").startsWith("An estimate from"));
        assertThat(OnScreen.run(() -> robot.from(robot.lookup("#cache-groups").queryAll())
                        .lookup(".statement-text")
                        .queryAll()
                        .size()))
                .isPositive();
    }

    @Test
    void anotherTargetCountsAtOnce() throws Exception {
        openReal();
        screen.press("#cache-target");
        screen.write("#hitrate-percent", "a lot");
        assertThat(screen.text("#hitrate-failure")).contains("0 to 100");
        assertThat(screen.enabled("#hitrate-save")).isFalse();
        screen.write("#hitrate-percent", "42.5");
        screen.press("#hitrate-save");
        Until.until("it holds", () -> window.session().status().targets().cacheHitRatePercent() == 42.5);
        Until.until("the dialog is gone", () -> !screen.enabled("#hitrate-save"));
    }

    @Test
    void whatIsNotKnownIsNotNought() throws Exception {
        openOn(new FixedRoom());
        for (var tile : List.of("application", "server", "reads", "memory", "evictions")) {
            assertThat(screen.texts("#cache-tile-" + tile))
                    .contains("no data yet")
                    .contains(Figures.UNKNOWN);
        }
        assertThat(screen.texts("#cache-latency")).contains("no data yet");
        assertThat(screen.texts("#cache-server")).contains("no data yet");
    }

    @Test
    void everythingWantsTheNamespaceTyped() throws Exception {
        var room = new FixedRoom();
        openOn(room);
        screen.write("#invalidate-pattern", "*");
        screen.press("#invalidate-dry");
        Until.until("the guard asks", () -> screen.enabled("#invalidate-guard"));
        assertThat(screen.enabled("#invalidate-go")).isFalse();
        screen.write("#invalidate-guard", "app");
        Until.until("it may go once it is counted", () -> screen.enabled("#invalidate-go"));
        screen.write("#invalidate-pattern", "execution:*");
        assertThat(screen.enabled("#invalidate-go")).isFalse();
    }

    @Test
    void aFaultIsToldInItsPlaceWithItsRemedy() throws Exception {
        var room = new FixedRoom();
        room.failure = Optional.of(new FaultException(new Fault.Internal("no SCAN here", "allow it: ACL SETUSER")));
        openOn(room);
        screen.press("#invalidate-dry");
        Until.until("it is told", () -> screen.text("#invalidate-said").equals("no SCAN here. allow it: ACL SETUSER"));
        assertThat(screen.enabled("#invalidate-go")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 700", "1280, 800"})
    void nothingIsCutOrCovered(int width, int height) throws Exception {
        window.size(width, height);
        var view = openOn(wide());
        for (var tab : List.of("TYPES", "SLOW", "KEYS", "NODES")) {
            screen.press("#cache-tab-" + tab);
            screen.write("#invalidate-pattern", "*");
            screen.press("#invalidate-dry");
            Until.until("it is counted", () -> screen.enabled("#invalidate-guard"));
            OnScreen.run(() -> {
                view.refresh();
                window.lay();
                return view;
            });
            assertThat(OnScreen.run(this::cut)).as(tab).isEmpty();
            assertThat(OnScreen.run(() -> screen.cut(view.node()))).as(tab).isEmpty();
            assertThat(screen.overlaps()).as(tab).isEmpty();
        }
    }

    private static FixedRoom wide() {
        var room = new FixedRoom();
        var second = Instant.now().getEpochSecond();
        var types = new ArrayList<CacheType>();
        var rates = new TreeMap<String, dev.perfdeck.model.Window>();
        for (var name : List.of("workflow", "workflow:list", "execution", "stats")) {
            var figures = new CacheFigures(1_204_211, 110_055, 110_102, 101_840, true);
            types.add(new CacheType(name, figures, figures));
            rates.put(name, new dev.perfdeck.model.Window(Metric.CACHE_HIT_RATE, second - 1, new double[] {91, 92}));
        }
        room.types = types;
        room.rates = rates;
        room.matching = 1_234_567;
        room.figures = new CacheFigures(104_204_211, 10_055, 10_102, 1_840, true);
        room.redis = Optional.of(new RedisFigures(
                99.9,
                101_842,
                318L << 20,
                512L << 20,
                "volatile-random",
                1_234,
                1_212.3,
                1_014,
                123e6,
                765e6,
                12_342_643,
                "cluster"));
        room.within = Optional.of(new ServerLatency(1000, 262, 524, 524, 1048, 524_288, ServerLatency.UNBOUNDED));
        room.client = Optional.of(new CacheRoom.Percentiles(10.21, 99.5, 1301));
        room.slow = List.of(new SlowCommand(
                1,
                Instant.now(),
                Duration.ofMillis(12),
                "EVALSHA 5be7 app:workflow:list:8734687",
                "10.0.0.1:51234 worker"));
        room.nodes = List.of(
                new RedisNode("192.168.100.100:7000", "replica", false, "of 192.168.100.101:7000, 12 s behind"));
        var ttl = Optional.of(Duration.ofSeconds(310));
        var group = new KeyGroup(
                "app:workflow:list:*",
                12_109_204,
                995L << 20,
                300,
                Optional.of(Duration.ofSeconds(3)),
                ttl,
                ttl,
                19_204);
        var key = new KeySample.Key("app:workflow:list:8346587345873465783", "string", 120_000, 255);
        room.sample = Optional.of(new KeySample(
                Instant.now(), Duration.ofMillis(85), 12_342_643, 1000, List.of(group), List.of(key), List.of(key)));
        return room;
    }

    /// Texts that do not fit their place, but for the names that may be as long as they like.
    private List<String> cut() {
        return robot
                .from(robot.lookup(".cache").queryAll())
                .lookup((Labeled labeled) -> true)
                .queryAllAs(Labeled.class)
                .stream()
                .filter(labeled -> labeled.isVisible() && labeled.isManaged() && labeled.getWidth() > 0)
                .filter(labeled -> !labeled.getStyleClass().contains("statement-text") && !labeled.isWrapText())
                .filter(labeled -> !labeled.getStyleClass().contains("row-name") && labeled.getTooltip() == null)
                .filter(labeled -> labeled.getWidth() + 0.5 < labeled.prefWidth(-1) || outside(labeled))
                .map(labeled -> labeled.getText() + " " + labeled.getStyleClass())
                .toList();
    }

    /// Whether it sticks out of its card on the right.
    private static boolean outside(Labeled labeled) {
        var card = labeled.getParent();
        while (card != null && !card.getStyleClass().contains("card")) {
            card = card.getParent();
        }
        return card != null
                && labeled.localToScene(labeled.getLayoutBounds()).getMaxX()
                        > card.localToScene(card.getLayoutBounds()).getMaxX();
    }
}
