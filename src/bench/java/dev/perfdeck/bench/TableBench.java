package dev.perfdeck.bench;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.query.TableScroll;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/// Scrolling the statements, 10,000 rows with share bars and sparklines, beside a bare table of plain text: what a
/// frame
/// costs when every row in sight changes (layout and painting), and how many frames a second that leaves.
final class TableBench {
    private static final int ROWS = 10_000;
    private static final int FRAMES = 60;
    private static final int ROUNDS = 6;

    private TableBench() {}

    static void main(String[] args) {
        Platform.startup(() -> Platform.setImplicitExit(false));
        var ours = fx(() -> shown(TableScroll.ours(ROWS)));
        var bare = fx(() -> shown(TableScroll.bare(ROWS)));
        fx(() -> scroll(ours));
        fx(() -> scroll(bare));
        var of = new double[ROUNDS];
        var than = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            var first = i % 2 == 0;
            var a = fx(() -> scroll(first ? ours : bare));
            var b = fx(() -> scroll(first ? bare : ours));
            of[i] = first ? a : b;
            than[i] = first ? b : a;
        }
        say(
                "a page further, 10,000 rows: statements %.1f ms a frame (%.0f frames/s), bare table %.1f ms, ratio %.2f",
                median(of), 1000 / median(of), median(than), median(of) / median(than));
        Platform.exit();
    }

    private static TableView<StatementFigures> shown(TableView<StatementFigures> table) {
        var stage = new Stage();
        stage.setScene(new Scene(table, 1000, 460));
        stage.show();
        return table;
    }

    /// Milliseconds of one frame.
    private static double scroll(TableView<StatementFigures> table) {
        var image = new WritableImage(1000, 460);
        var start = System.nanoTime();
        for (int i = 0; i < FRAMES; i++) {
            table.scrollTo(i * (ROWS / FRAMES));
            table.applyCss();
            table.layout();
            table.getScene().snapshot(image);
        }
        return (System.nanoTime() - start) / 1e6 / FRAMES;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    private static void say(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }

    private static <T> T fx(Supplier<T> action) {
        return CompletableFuture.supplyAsync(action, Platform::runLater).join();
    }
}
