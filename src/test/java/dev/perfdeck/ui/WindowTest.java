package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.SmallDemo;
import dev.perfdeck.model.Verdict;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.desktop.Desktop;
import dev.perfdeck.ui.shell.ShellView;
import dev.perfdeck.ui.shell.ShellWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/// The window on a real, small demo, driven by mouse and keyboard on the headless platform.
@SuppressWarnings("NullAway.Init") // set in `open`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowTest {
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
        return onScreen(() -> {
            var found = robot.lookup(query).tryQuery();
            return found.map(node -> node instanceof Label label ? label.getText() : "")
                    .orElse("");
        });
    }

    private boolean shown(String query) throws Exception {
        return onScreen(() -> robot.lookup(query)
                .tryQuery()
                .map(node -> node.isVisible() && node.isManaged())
                .orElse(false));
    }

    private void press(String query) throws Exception {
        onScreen(() -> {
            ((javafx.scene.control.ButtonBase) robot.lookup(query).query()).fire();
            return query;
        });
    }

    @Test
    @Order(1)
    void theFirstScreenExplainsItself() throws Exception {
        Until.until(
                "the tiles have figures",
                () -> !text(".tile-value").equals(Figures.UNKNOWN)
                        && !text(".tile-value").isEmpty());
        Until.until("the missing indexes are told", () -> text(".because").contains("performance indexes are missing"));
        assertThat(text(".screen-title")).isEqualTo("Overview");
        assertThat(text(".environment")).isEqualTo("demo");
    }

    @Test
    @Order(2)
    void theTileShowsWhatTheStatusSays() throws Exception {
        // the five minutes move on between two looks, so both are taken at once until no tick came between
        Until.until(
                "the tile shows the status of its moment",
                () -> onScreen(() -> {
                    shell.refresh();
                    var shown = ((Label) robot.lookup(".tile-value").query()).getText();
                    return shown.equals(Figures.millis(demo.session().status().apiP95Millis()));
                }));
    }

    @Test
    @Order(3)
    void spaceHoldsTheChartsAndLetsThemGo() throws Exception {
        onScreen(() -> {
            stage.getScene().getRoot().requestFocus();
            return stage;
        });
        robot.push(KeyCode.SPACE);
        assertThat(onScreen(() -> ((ToggleButton) robot.lookup("#pause").query()).isSelected()))
                .isTrue();
        robot.push(KeyCode.SPACE);
        assertThat(onScreen(() -> ((ToggleButton) robot.lookup("#pause").query()).isSelected()))
                .isFalse();
    }

    @Test
    @Order(4)
    void indexesAreAppliedFromTheDialog() throws Exception {
        press("#indexButton");
        Until.until("the dialog shows the statements", () -> shown("#index-go"));
        assertThat(onScreen(() -> robot.lookup(".index-row").queryAll().size())).isEqualTo(6);
        press("#index-go");
        Until.until("all six are valid", () -> demo.session().status().indexes() == Verdict.MET);
        Until.until("the dialog says so", () -> text(".outcome").startsWith("Done."));
        press("#closeButton");
        Until.until("undo is offered instead", () -> shown("#undoButton") && !shown("#indexButton"));
    }

    @Test
    @Order(5)
    void resetSaysWhatItZeroesAndDoesIt() throws Exception {
        press("#resetButton");
        Until.until("the choices are shown", () -> shown("#reset-go"));
        assertThat(onScreen(
                        () -> ((CheckBox) robot.lookup("#reset-REDIS_SERVER").query()).isSelected()))
                .as("the choice that others notice is not made beforehand")
                .isFalse();
        press("#reset-go");
        Until.until(
                "the events tell",
                () -> demo.session().events().stream().anyMatch(e -> e.text().equals("cache counters reset by you")));
        Until.until("the dialog is gone", () -> !shown("#reset-go"));
    }

    @Test
    @Order(6)
    void nothingIsCutAtTheSmallestSize() throws Exception {
        onScreen(() -> {
            stage.setWidth(1000);
            stage.setHeight(700);
            return stage;
        });
        Until.until(
                "the scene has the size", () -> onScreen(() -> stage.getScene().getWidth() <= 1000));
        var cut = onScreen(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return robot.lookup(".button").queryAllAs(Button.class).stream()
                    .filter(button -> button.isVisible() && button.isManaged())
                    .filter(button -> !button.getStyleClass().contains("statement-text"))
                    .filter(button -> button.getWidth() + 0.5 < button.prefWidth(-1))
                    .map(Button::getText)
                    .toList();
        });
        assertThat(cut).isEmpty();
        assertThat(onScreen(this::overlaps)).isEmpty();
    }

    /// Pairs of cards that cover each other.
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

    @Test
    @Order(7)
    void bothThemesAreThere() throws Exception {
        var sheets = onScreen(() -> {
            var before = javafx.application.Application.getUserAgentStylesheet();
            ((Button) robot.lookup("#themeButton").query()).fire();
            return before + "\n" + javafx.application.Application.getUserAgentStylesheet();
        });
        assertThat(sheets.lines().distinct()).hasSize(2);
        assertThat(onScreen(() -> Window.getWindows().size())).isEqualTo(1);
    }
}
