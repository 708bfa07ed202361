package dev.perfdeck.ui.overview;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import dev.perfdeck.ui.dialog.IndexDialog;
import dev.perfdeck.ui.dialog.ResetDialog;
import dev.perfdeck.ui.dialog.StatementDialog;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// One sentence first, the three targets next, the curves behind them, the statements and events that explain them.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class OverviewView implements View {
    /// How far apart figures from pg_stat_statements and from flushed counters may be.
    private static final int STATISTICS_EVERY_SECONDS = 6;
    private static final Duration TREND = Duration.ofMinutes(5);

    private final OverviewModel model;
    private final ResourceBundle words = Fxml.words(OverviewView.class);
    private final TargetTile apiTile = new TargetTile(words, "api");
    private final TargetTile cacheTile = new TargetTile(words, "cache");
    private final TargetTile indexTile = new TargetTile(words, "indexes");
    private final TimeChart latency = chart("latency", Metric.Unit.MILLISECONDS);
    private final TimeChart hitRate = chart("hitrate", Metric.Unit.PERCENT);
    private final TimeChart queries = chart("queries", Metric.Unit.PER_SECOND);
    private final StatementRows statementRows = new StatementRows(words, this::openStatement);
    private final EventRows eventRows = new EventRows(words);
    private final Parent node;

    @FXML
    private Label sign;

    @FXML
    private Label headline;

    @FXML
    private Label because;

    @FXML
    private Button indexButton;

    @FXML
    private Button undoButton;

    @FXML
    private Button resetButton;

    @FXML
    private HBox tiles;

    @FXML
    private StackPane latencyCard;

    @FXML
    private StackPane hitRateCard;

    @FXML
    private StackPane queriesCard;

    @FXML
    private VBox statements;

    @FXML
    private Label statementsNote;

    @FXML
    private VBox events;

    public OverviewView(OverviewModel model) {
        this.model = model;
        this.node = Fxml.load(this);
    }

    private TimeChart chart(String key, Metric.Unit unit) {
        var chart = new TimeChart();
        chart.titleProperty().set(words.getString("chart." + key));
        chart.unitProperty().set(unit);
        return chart;
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        hitRate.setBridge(STATISTICS_EVERY_SECONDS);
        queries.setBridge(STATISTICS_EVERY_SECONDS);
        for (var tile : List.of(apiTile, cacheTile, indexTile)) {
            HBox.setHgrow(tile, Priority.ALWAYS);
            tile.setMaxWidth(Double.MAX_VALUE);
            tile.setMinWidth(0);
            tile.setPrefWidth(1);
            tiles.getChildren().add(tile);
        }
        latencyCard.getChildren().add(latency);
        hitRateCard.getChildren().add(hitRate);
        queriesCard.getChildren().add(queries);
        statements.getChildren().add(statementRows);
        events.getChildren().add(eventRows);
        indexButton.setOnAction(
                pressed -> IndexDialog.apply(node.getScene().getWindow(), model.session(), model.work()));
        undoButton.setOnAction(pressed -> IndexDialog.undo(node.getScene().getWindow(), model.session(), model.work()));
        resetButton.setOnAction(
                pressed -> ResetDialog.show(node.getScene().getWindow(), model.session(), model.work()));
    }

    private void openStatement(StatementCost statement) {
        StatementDialog.show(node.getScene().getWindow(), statement);
    }

    @Override
    public void refresh() {
        if (model.paused()) {
            return;
        }
        var status = model.takeStatus();
        showHeadline();
        showTiles(status);
        showCharts(status);
        showStatements();
        eventRows.show(model.events());
    }

    private void showHeadline() {
        var said = model.headline();
        sign.setText(words.getString("headline.sign." + said.verdict()));
        for (var verdict : Verdict.values()) {
            sign.pseudoClassStateChanged(
                    PseudoClass.getPseudoClass(verdict.name().toLowerCase(Locale.ROOT)), verdict == said.verdict());
        }
        headline.setText(said.title());
        because.setText(said.because());
    }

    private void showTiles(TargetStatus status) {
        var targets = status.targets();
        apiTile.show(
                Figures.millis(status.apiP95Millis()),
                words("tile.api.target", Figures.count(Math.round(targets.apiP95Millis()))),
                status.api(),
                model.session().window(Metric.API_P95, TREND));
        cacheTile.show(
                Figures.percent(status.cacheHitRatePercent()),
                words("tile.cache.target", Figures.percent(targets.cacheHitRatePercent())),
                status.cache(),
                model.session().window(Metric.CACHE_HIT_RATE, TREND));
        indexTile.show(
                status.indexesValid() < 0 ? Figures.UNKNOWN : String.valueOf(status.indexesValid()),
                words("tile.indexes.target", status.indexesWanted()),
                status.indexes(),
                null);
        var building = model.session().indexJob().isPresent();
        indexButton.setText(words.getString(building ? "indexes.watch" : "indexes.apply"));
        show(indexButton, building || status.indexes() == Verdict.MISSED);
        show(undoButton, !building && status.indexes() == Verdict.MET);
    }

    private static void show(Button button, boolean wanted) {
        button.setVisible(wanted);
        button.setManaged(wanted);
    }

    private void showCharts(TargetStatus status) {
        var marks = model.events();
        draw(
                latency,
                marks,
                line("p50", 0, Metric.API_P50),
                line("p95", 1, Metric.API_P95),
                line("p99", 2, Metric.API_P99));
        latency.setTarget(
                status.targets().apiP95Millis(), targetWord(status.targets().apiP95Millis()));
        latency.setVerdict(status.api());
        hitRate.setVerdict(status.cache());
        draw(
                hitRate,
                marks,
                new Series(words.getString("series.hitrate"), 3, model.window(Metric.CACHE_HIT_RATE), true));
        hitRate.setTarget(
                status.targets().cacheHitRatePercent(),
                targetWord(status.targets().cacheHitRatePercent()));
        draw(
                queries,
                marks,
                line("all", 0, Metric.QUERIES),
                new Series(words.getString("series.slow"), 2, model.window(Metric.SLOW_QUERIES), true));
    }

    private String targetWord(double value) {
        return words("chart.target", Figures.count(Math.round(value)));
    }

    private Series line(String key, int colour, Metric metric) {
        return new Series(words.getString("series." + key), colour, model.window(metric), false);
    }

    private static void draw(TimeChart chart, List<Event> marks, Series... series) {
        var first = series[0].window();
        if (first.size() == 0) {
            return;
        }
        chart.setSpan(first.firstSecond(), first.firstSecond() + first.size() - 1);
        chart.setMarks(marks);
        chart.setSeries(List.of(series));
    }

    private void showStatements() {
        var costliest = model.costliest();
        statementRows.show(costliest);
        var share = costliest.stream().mapToDouble(StatementCost::sharePercent).sum();
        statementsNote.setText(
                costliest.isEmpty()
                        ? words.getString("statements.none")
                        : words("statements.note", model.span().label(), Figures.percent(share)));
    }

    private String words(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
