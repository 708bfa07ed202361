package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.FixedRoom;
import dev.perfdeck.app.SmallDemo;
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
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
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
    private SmallDemo demo;
    private ShellView shell;
    private Stage stage;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        demo = SmallDemo.start(home);
        startToolkit();
        onScreen(() -> {
            Platform.setImplicitExit(false);
            Fonts.load();
            stage = new Stage();
            var window = new ShellWindow(stage, new WindowState(home.resolve("window.properties")));
            shell = new ShellView(demo.session(), new Theme(Theme.Choice.DARK), new Work(Desktop.SCREEN));
            window.show(shell);
            demo.session().onTick(new Pulse(Desktop.SCREEN, shell::refresh)::tick);
            return stage;
        });
    }

    @AfterAll
    void close() throws Exception {
        onScreen(() -> {
            stage.close();
            return stage;
        });
        demo.close();
    }

    private static void startToolkit() {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException alreadyStarted) {
            assertThat(alreadyStarted).hasMessageContaining("already");
        }
    }

    private static <T> T onScreen(Callable<T> step) throws Exception {
        var done = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                done.complete(step.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(30, TimeUnit.SECONDS);
    }

    private String text(String query) throws Exception {
        return onScreen(() -> robot.lookup(query)
                .tryQuery()
                .map(node -> node instanceof Labeled labeled ? labeled.getText() : "")
                .orElse(""));
    }

    /// All that the labels in a part say.
    private String texts(String part) throws Exception {
        return onScreen(() -> String.join(
                " | ",
                robot.from(robot.lookup(part).queryAll()).lookup(".label").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .toList()));
    }

    private boolean enabled(String button) throws Exception {
        return onScreen(() -> robot.lookup(button)
                .tryQuery()
                .map(node -> node.isVisible() && !node.isDisabled())
                .orElse(false));
    }

    private void press(String query) throws Exception {
        onScreen(() -> {
            ((ButtonBase) robot.lookup(query).query()).fire();
            return query;
        });
    }

    private void write(String field, String text) throws Exception {
        onScreen(() -> {
            ((TextInputControl) robot.lookup(field).query()).setText(text);
            return text;
        });
    }

    @BeforeEach
    void leave() throws Exception {
        onScreen(() -> {
            shell.openNumber(1);
            return shell;
        });
    }

    private CacheRoom openReal() throws Exception {
        assumeThat(demo.session().cache()).isPresent();
        onScreen(() -> {
            shell.openNumber(CACHE);
            return shell;
        });
        assertThat(text(".screen-title")).isEqualTo("Cache");
        press("#cache-tab-TYPES");
        return demo.session().cache().orElseThrow();
    }

    /// Puts a screen on other figures in the place of the overview.
    private CacheView openOn(FixedRoom room) throws Exception {
        return onScreen(() -> {
            var model = new CacheModel(
                    demo.session(),
                    room,
                    new Work(Desktop.SCREEN),
                    new SimpleObjectProperty<>(Span.FIVE_MINUTES),
                    new SimpleObjectProperty<>(false));
            var view = new CacheView(model);
            ((StackPane) shell.root().lookup(".stage")).getChildren().setAll(view.node());
            view.refresh();
            return view;
        });
    }

    @Test
    void theFiguresOfTheDemoAppear() throws Exception {
        openReal();
        for (var tile : List.of("application", "server", "reads", "memory", "evictions")) {
            Until.until("the tile " + tile + " has a figure", () -> {
                var said = texts("#cache-tile-" + tile);
                return !said.contains("no data yet") && !said.contains(Figures.UNKNOWN + " |");
            });
        }
        Until.until("the types are listed", () -> texts("#cache-types").contains("workflow:list"));
        Until.until("latencies are known", () -> !texts("#cache-latency").contains("no data yet"));
        assertThat(texts("#cache-latency")).as("a range of buckets").contains("–");
        assertThat(text("#cache-tab-NODES")).isNotEmpty();
        assertThat(enabled("#cache-tab-NODES"))
                .as("a server that stands alone has no nodes to show")
                .isFalse();
    }

    @Test
    void whatADryRunFoundIsInvalidated() throws Exception {
        openReal();
        write("#invalidate-pattern", "workflow:*");
        assertThat(enabled("#invalidate-go")).as("nothing is counted yet").isFalse();
        Until.until("the dry run found keys", () -> {
            if (enabled("#invalidate-dry")) {
                press("#invalidate-dry");
            }
            return enabled("#invalidate-go");
        });
        assertThat(text("#invalidate-go")).matches("Invalidate [0-9,]+ keys?");
        press("#invalidate-go");
        Until.until("the card says what went", () -> texts("#invalidate-facts").contains("removed"));
        assertThat(enabled("#invalidate-go")).as("another count first").isFalse();
        Until.until(
                "the charts get their mark",
                () -> demo.session().events().stream().anyMatch(e -> e.text().contains("workflow:*")));
    }

    @Test
    void aSampleSaysWhatLivesInTheCache() throws Exception {
        openReal();
        press("#cache-tab-KEYS");
        press("#cache-sample");
        Until.until("it is an estimate", () -> text("#cache-sample-note").startsWith("An estimate from"));
        assertThat(onScreen(() -> robot.from(robot.lookup("#cache-groups").queryAll())
                        .lookup(".statement-text")
                        .queryAll()
                        .size()))
                .isPositive();
    }

    @Test
    void anotherTargetCountsAtOnce() throws Exception {
        openReal();
        press("#cache-target");
        write("#hitrate-percent", "a lot");
        assertThat(text("#hitrate-failure")).contains("0 to 100");
        assertThat(enabled("#hitrate-save")).isFalse();
        write("#hitrate-percent", "42.5");
        press("#hitrate-save");
        Until.until("it holds", () -> demo.session().status().targets().cacheHitRatePercent() == 42.5);
        Until.until("the dialog is gone", () -> !enabled("#hitrate-save"));
    }

    @Test
    void whatIsNotKnownIsNotNought() throws Exception {
        openOn(new FixedRoom());
        for (var tile : List.of("application", "server", "reads", "memory", "evictions")) {
            assertThat(texts("#cache-tile-" + tile)).contains("no data yet").contains(Figures.UNKNOWN);
        }
        assertThat(texts("#cache-latency")).contains("no data yet");
        assertThat(texts("#cache-server")).contains("no data yet");
    }

    @Test
    void everythingWantsTheNamespaceTyped() throws Exception {
        var room = new FixedRoom();
        openOn(room);
        write("#invalidate-pattern", "*");
        press("#invalidate-dry");
        Until.until("the guard asks", () -> enabled("#invalidate-guard"));
        assertThat(enabled("#invalidate-go")).isFalse();
        write("#invalidate-guard", "app");
        Until.until("it may go once it is counted", () -> enabled("#invalidate-go"));
        write("#invalidate-pattern", "execution:*");
        assertThat(enabled("#invalidate-go")).isFalse();
    }

    @Test
    void aFaultIsToldInItsPlaceWithItsRemedy() throws Exception {
        var room = new FixedRoom();
        room.failure = Optional.of(new FaultException(new Fault.Internal("no SCAN here", "allow it: ACL SETUSER")));
        openOn(room);
        press("#invalidate-dry");
        Until.until("it is told", () -> text("#invalidate-said").equals("no SCAN here. allow it: ACL SETUSER"));
        assertThat(enabled("#invalidate-go")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 700", "1280, 800"})
    void nothingIsCutOrCovered(int width, int height) throws Exception {
        onScreen(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
        });
        var view = openOn(wide());
        for (var tab : List.of("TYPES", "SLOW", "KEYS", "NODES")) {
            press("#cache-tab-" + tab);
            write("#invalidate-pattern", "*");
            press("#invalidate-dry");
            Until.until("it is counted", () -> enabled("#invalidate-guard"));
            onScreen(() -> {
                view.refresh();
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                return view;
            });
            assertThat(onScreen(this::cut)).as(tab).isEmpty();
            assertThat(onScreen(this::overlaps)).as(tab).isEmpty();
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

    private List<String> overlaps() {
        var cards = robot.lookup(".card").queryAll().stream()
                .map(card -> card.localToScene(card.getLayoutBounds()))
                .toList();
        var found = new ArrayList<String>();
        for (int i = 0; i < cards.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (cards.get(i).intersects(cards.get(j))) {
                    found.add(cards.get(j) + " covers " + cards.get(i));
                }
            }
        }
        return found;
    }
}
