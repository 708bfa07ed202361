package dev.perfdeck.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.testfx.api.FxRobot;

/// What tests of screens do on the FX thread: run a step there, look things up, press, write, read.
public final class OnScreen {
    private final FxRobot robot = new FxRobot();

    /// Starts the toolkit where nobody has.
    public static void start() throws Exception {
        try {
            Platform.startup(() -> {});
        } catch (IllegalStateException alreadyStarted) {
            // another test did
        }
        run(() -> {
            Platform.setImplicitExit(false);
            Fonts.load();
            return "";
        });
    }

    public static <T> T run(Callable<T> step) throws Exception {
        if (Platform.isFxApplicationThread()) {
            return step.call();
        }
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

    /// What the first node found says; empty where there is none.
    public String text(String query) throws Exception {
        return run(() -> robot.lookup(query)
                .tryQuery()
                .map(node -> switch (node) {
                    case Labeled labeled -> labeled.getText();
                    case TextInputControl field -> field.getText();
                    default -> "";
                })
                .orElse(""));
    }

    /// All that labels in a part say, from top to bottom.
    public String texts(String part) throws Exception {
        return run(() -> String.join(
                " | ",
                robot
                        .from(robot.lookup(part).queryAll())
                        .lookup((Labeled labeled) -> labeled.getText() != null && seen(labeled))
                        .queryAllAs(Labeled.class)
                        .stream()
                        .map(Labeled::getText)
                        .toList()));
    }

    /// Whether it can be pressed.
    public boolean enabled(String query) throws Exception {
        return run(() -> robot.lookup(query)
                .tryQuery()
                .map(node -> seen(node) && !node.isDisabled())
                .orElse(false));
    }

    private static boolean seen(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    public void press(String query) throws Exception {
        run(() -> {
            ((ButtonBase) robot.lookup(query).query()).fire();
            return query;
        });
    }

    public void write(String field, String text) throws Exception {
        run(() -> {
            ((TextInputControl) robot.lookup(field).query()).setText(text);
            return text;
        });
    }

    /// A key on the node found.
    public void key(String query, KeyCode code, boolean shift, boolean shortcut) throws Exception {
        run(() -> {
            var node = robot.lookup(query).query();
            node.requestFocus();
            Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, shortcut, false, false));
            return code;
        });
    }

    /// The text on the clipboard.
    public static String copied() throws Exception {
        return run(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    }

    public <T extends Node> T find(String query, Class<T> type) throws Exception {
        return run(() -> robot.lookup(query).queryAs(type));
    }

    /// Texts within a part that do not fit their place, but for those that may be as long as they like; and tables
    /// whose last columns stand beyond their edge, or whose cells are cut without a tooltip that says it all.
    public List<String> cut(Parent part) {
        return Stream.of(texts(part), tables(part), cells(part))
                .flatMap(found -> found)
                .toList();
    }

    private Stream<String> cells(Parent part) {
        return robot.from(part).lookup((IndexedCell<?> cell) -> true).queryAllAs(IndexedCell.class).stream()
                .filter(cell -> seen(cell) && !cell.isEmpty() && cell.getTooltip() == null && cell.getText() != null)
                .filter(cell -> !cell.getText().isEmpty() && !cell.getText().equals(drawn(cell)))
                .map(cell -> cell.getText() + " drawn as " + drawn(cell) + " " + cell.getStyleClass());
    }

    private static String drawn(Labeled labeled) {
        return labeled.lookup(".text") instanceof Text text ? text.getText() : labeled.getText();
    }

    private Stream<String> tables(Parent part) {
        return robot.from(part).lookup((TableView<?> table) -> true).queryAllAs(TableView.class).stream()
                .filter(OnScreen::seen)
                .filter(table -> columns(table) > room(table) + 0.5)
                .map(table -> table.getId() + ": columns of " + columns(table) + " in " + room(table));
    }

    private static double room(TableView<?> table) {
        var bar = table.lookup(".scroll-bar:vertical");
        var taken = bar != null && bar.isVisible() ? bar.getLayoutBounds().getWidth() : 0;
        return table.getWidth() - taken;
    }

    private static double columns(TableView<?> table) {
        return table.getVisibleLeafColumns().stream()
                .mapToDouble(TableColumnBase::getWidth)
                .sum();
    }

    private Stream<String> texts(Parent part) {
        return robot.from(part).lookup((Labeled labeled) -> true).queryAllAs(Labeled.class).stream()
                .filter(labeled -> seen(labeled) && labeled.isManaged() && labeled.getWidth() > 0)
                .filter(labeled -> labeled.getStyleClass().stream()
                        .noneMatch(style -> style.equals("sql") || style.equals("row-name") || style.equals("text")))
                .filter(labeled -> !labeled.isWrapText() && labeled.getTooltip() == null)
                .filter(labeled -> labeled.getWidth() + 0.5 < labeled.prefWidth(-1))
                .map(labeled -> labeled.getText() + " " + labeled.getStyleClass());
    }

    /// Pairs of cards that cover each other.
    public List<String> overlaps() throws Exception {
        return run(() -> {
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
        });
    }
}
