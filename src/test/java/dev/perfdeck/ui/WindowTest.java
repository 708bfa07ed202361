package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Verdict;
import dev.perfdeck.support.Until;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
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

    private String text(String query) throws Exception {
        return OnScreen.run(() -> {
            var found = robot.lookup(query).tryQuery();
            return found.map(node -> node instanceof Label label ? label.getText() : "")
                    .orElse("");
        });
    }

    private boolean shown(String query) throws Exception {
        return OnScreen.run(() -> robot.lookup(query)
                .tryQuery()
                .map(node -> node.isVisible() && node.isManaged())
                .orElse(false));
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
                () -> OnScreen.run(() -> {
                    window.shell().refresh();
                    var shown = ((Label) robot.lookup(".tile-value").query()).getText();
                    return shown.equals(Figures.millis(window.session().status().apiP95Millis()));
                }));
    }

    @Test
    @Order(3)
    void spaceHoldsTheChartsAndLetsThemGo() throws Exception {
        OnScreen.run(() -> {
            window.stage().getScene().getRoot().requestFocus();
            return window.stage();
        });
        robot.push(KeyCode.SPACE);
        assertThat(OnScreen.run(() -> ((ToggleButton) robot.lookup("#pause").query()).isSelected()))
                .isTrue();
        robot.push(KeyCode.SPACE);
        assertThat(OnScreen.run(() -> ((ToggleButton) robot.lookup("#pause").query()).isSelected()))
                .isFalse();
    }

    @Test
    @Order(4)
    void indexesAreAppliedFromTheDialog() throws Exception {
        screen.press("#indexButton");
        Until.until("the dialog shows the statements", () -> shown("#index-go"));
        assertThat(OnScreen.run(() -> robot.lookup(".index-row").queryAll().size()))
                .isEqualTo(6);
        screen.press("#index-go");
        Until.until("all six are valid", () -> window.session().status().indexes() == Verdict.MET);
        Until.until("the dialog says so", () -> text(".outcome").startsWith("Done."));
        screen.press("#closeButton");
        Until.until("undo is offered instead", () -> shown("#undoButton") && !shown("#indexButton"));
    }

    @Test
    @Order(5)
    void resetSaysWhatItZeroesAndDoesIt() throws Exception {
        screen.press("#resetButton");
        Until.until("the choices are shown", () -> shown("#reset-go"));
        assertThat(OnScreen.run(
                        () -> ((CheckBox) robot.lookup("#reset-REDIS_SERVER").query()).isSelected()))
                .as("the choice that others notice is not made beforehand")
                .isFalse();
        screen.press("#reset-go");
        Until.until(
                "the events tell",
                () -> window.session().events().stream().anyMatch(e -> e.text().equals("cache counters reset by you")));
        Until.until("the dialog is gone", () -> !shown("#reset-go"));
    }

    @Test
    @Order(6)
    void nothingIsCutAtTheSmallestSize() throws Exception {
        window.size(1000, 700);
        Until.until(
                "the scene has the size",
                () -> OnScreen.run(() -> window.stage().getScene().getWidth() <= 1000));
        var cut = OnScreen.run(() -> {
            window.lay();
            return robot.lookup(".button").queryAllAs(Button.class).stream()
                    .filter(button -> button.isVisible() && button.isManaged())
                    .filter(button -> !button.getStyleClass().contains("statement-text"))
                    .filter(button -> button.getWidth() + 0.5 < button.prefWidth(-1))
                    .map(Button::getText)
                    .toList();
        });
        assertThat(cut).isEmpty();
        assertThat(screen.overlaps()).isEmpty();
    }

    @Test
    @Order(7)
    void bothThemesAreThere() throws Exception {
        var sheets = OnScreen.run(() -> {
            var before = javafx.application.Application.getUserAgentStylesheet();
            ((Button) robot.lookup("#themeButton").query()).fire();
            return before + "\n" + javafx.application.Application.getUserAgentStylesheet();
        });
        assertThat(sheets.lines().distinct()).hasSize(2);
        assertThat(OnScreen.run(() -> Window.getWindows().size())).isEqualTo(1);
    }
}
