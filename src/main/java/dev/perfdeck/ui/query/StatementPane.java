package dev.perfdeck.ui.query;

import dev.perfdeck.app.TailEstimate;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Where the time of one statement goes: pairs of a name and a figure, in two columns.
final class StatementPane extends GridPane {
    private static final double BLOCK = 8192;

    private final ResourceBundle words;
    private int next;

    StatementPane(ResourceBundle words) {
        this.words = words;
        setId("query-figures");
        getStyleClass().add("pairs");
        for (int i = 0; i < 2; i++) {
            var name = new ColumnConstraints();
            name.setMinWidth(USE_PREF_SIZE);
            var figure = new ColumnConstraints();
            figure.setHgrow(Priority.ALWAYS);
            figure.setMinWidth(USE_PREF_SIZE);
            figure.setHalignment(HPos.LEFT);
            getColumnConstraints().addAll(name, figure);
        }
    }

    void show(StatementFigures s) {
        getChildren().clear();
        next = 0;
        pair("calls", Figures.count(s.calls()));
        pair("share", Figures.percent(s.sharePercent()) + " %");
        pair("mean", Columns.time(s.meanMillis()));
        pair("total", Columns.time(s.millis()));
        pair("deviation", Columns.time(s.stddevMillis()));
        pair("rowsPerCall", s.calls() == 0 ? Figures.UNKNOWN : Figures.rate((double) s.rows() / s.calls()));
        pair("hits", hits(s));
        pair("read", Figures.bytes(s.blocksRead() * BLOCK));
        pair("io", Columns.time(s.ioMillis()));
        pair("planning", Columns.time(s.planMillis()));
        pair("temp", Figures.bytes(s.tempBlocksWritten() * BLOCK));
        pair("wal", Figures.bytes(s.walBytes()));
        pair("user", s.user());
        whole("queryid", Long.toString(s.queryId()));
    }

    private static String hits(StatementFigures s) {
        var all = s.blocksHit() + s.blocksRead();
        return all == 0 ? Figures.UNKNOWN : Figures.percent(100.0 * s.blocksHit() / all) + " %";
    }

    private void pair(String key, String figure) {
        var name = new Label(words.getString("figure." + key));
        name.getStyleClass().add("card-note");
        add(name, next % 2 * 2, next / 2);
        add(new Label(figure), next % 2 * 2 + 1, next / 2);
        next++;
    }

    /// One that needs the whole width.
    private void whole(String key, String figure) {
        next += next % 2;
        pair(key, figure);
        setColumnSpan(getChildren().getLast(), 3);
    }

    /// What can be said of a percentile that nobody measured.
    static String tail(StatementFigures s, ResourceBundle words) {
        var tail = TailEstimate.of(s.meanMillis(), s.stddevMillis());
        return Double.isNaN(tail.high())
                ? words.getString("tail.unknown")
                : MessageFormat.format(
                        words.getString("tail.estimate"),
                        Figures.millis(tail.low()),
                        Figures.millis(tail.high()),
                        Figures.millis(tail.likely()));
    }
}
