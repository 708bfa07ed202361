package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.chart.Series;
import dev.perfdeck.ui.chart.TimeChart;
import dev.perfdeck.ui.dialog.HitRateDialog;
import dev.perfdeck.ui.dialog.ResetDialog;
import java.util.ArrayList;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// Five figures, the curves of each resource type, how long a command takes, what the lists tell, and the card that
/// removes keys.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class CacheView implements View {
    /// How far apart figures of flushed counters may be.
    private static final int COUNTERS_EVERY_SECONDS = 6;
    /// Neighbours must not look alike, and red is for what is wrong: it comes last.
    private static final int[] COLOURS = {0, 5, 1, 3, 4, 2};

    private final CacheModel model;
    private final CacheRoom room;
    private final ResourceBundle words = Fxml.words(CacheView.class);
    private final Lists lists = new Lists(words);
    private final FigureTile application = new FigureTile("application", words.getString("tile.application"));
    private final FigureTile server = new FigureTile("server", words.getString("tile.server"));
    private final FigureTile reads = new FigureTile("reads", words.getString("tile.reads"));
    private final FigureTile memory = new FigureTile("memory", words.getString("tile.memory"));
    private final FigureTile evictions = new FigureTile("evictions", words.getString("tile.evictions"));
    private final TimeChart hitRate = new TimeChart();
    private final LatencyCard latency = new LatencyCard(words);
    private final InvalidateView invalidate;
    private final ListCard list;
    private final Parent node;
    private boolean drawn;

    @FXML
    private HBox tiles;

    @FXML
    private StackPane hitRateCard;

    @FXML
    private VBox latencyCard;

    @FXML
    private VBox listCard;

    @FXML
    private StackPane invalidateCard;

    public CacheView(CacheModel model) {
        this.model = model;
        this.room = model.room();
        this.invalidate = new InvalidateView(
                new InvalidateModel(room, model.session().environment(), model.work(), this::ended), lists);
        this.list = new ListCard(model, lists, invalidate::offer);
        this.node = Fxml.load(this);
    }

    /// An errand of the card has ended.
    private void ended() {
        invalidate.refresh();
        refresh();
    }

    @Override
    public Parent node() {
        return node;
    }

    @FXML
    private void initialize() {
        hitRate.setId("cache-hitrate");
        hitRate.titleProperty().set(words.getString("chart.hitrate"));
        hitRate.unitProperty().set(Metric.Unit.PERCENT);
        hitRate.setBridge(COUNTERS_EVERY_SECONDS);
        application.bridge(COUNTERS_EVERY_SECONDS);
        reads.bridge(COUNTERS_EVERY_SECONDS);
        tiles.getChildren().addAll(application, server, reads, memory, evictions);
        hitRateCard.getChildren().add(hitRate);
        latencyCard.getChildren().add(latency);
        listCard.getChildren().add(list);
        VBox.setVgrow(list, Priority.ALWAYS);
        invalidateCard.getChildren().add(invalidate.node());
        list.footer().getChildren().addAll(button("target", this::editTarget), button("reset", this::reset));
    }

    private Button button(String key, Runnable act) {
        var button = new Button(words.getString(key + ".button"));
        button.setId("cache-" + key);
        button.setMinWidth(Button.USE_PREF_SIZE);
        button.setOnAction(pressed -> act.run());
        return button;
    }

    private void editTarget() {
        var now = model.status().targets().cacheHitRatePercent();
        HitRateDialog.show(node.getScene().getWindow(), room, model.session().environment(), now, model.work());
    }

    private void reset() {
        ResetDialog.show(node.getScene().getWindow(), model.session(), model.work());
    }

    @Override
    public void refresh() {
        if (model.paused() && drawn) {
            return;
        }
        drawn = true;
        var redis = room.redis(model.length());
        showApplication(room.figures(model.length()));
        showServer(redis);
        showChart();
        latency.show(room.clientLatency(model.length()), room.serverLatency(), redis);
        list.refresh();
    }

    private void showApplication(CacheFigures figures) {
        var rate = Figures.percent(figures.hitRatePercent());
        var known = !rate.equals(Figures.UNKNOWN);
        application.show(
                known ? rate + " %" : rate,
                known ? lists.spanOf(model.length()) : words.getString("nodata"),
                words.getString("tile.application.more"),
                model.hitRate());
        var window = room.reads(model.length());
        var latest = Figures.rate(window.latest(COUNTERS_EVERY_SECONDS));
        reads.show(
                perSecond(latest),
                known ? lists.say("tile.reads.note", Figures.brief(figures.requests())) : words.getString("nodata"),
                words.getString("tile.reads.more"),
                window);
    }

    private static String perSecond(String figure) {
        return figure.equals(Figures.UNKNOWN) ? figure : figure + " /s";
    }

    private void showServer(Optional<RedisFigures> redis) {
        var rate = redis.map(r -> Figures.percent(r.keyspaceHitRatePercent())).orElse(Figures.UNKNOWN);
        server.show(
                rate.equals(Figures.UNKNOWN) ? rate : rate + " %",
                words.getString(
                        rate.equals(Figures.UNKNOWN)
                                ? "nodata"
                                : isNode(redis) ? "tile.server.node" : "tile.server.note"),
                more("tile.server.more", redis),
                room.serverHitRate(model.length()));
        memory.show(
                redis.map(r -> Figures.bytes(r.usedMemory())).orElse(Figures.UNKNOWN),
                redis.map(this::limit).orElseGet(() -> words.getString("nodata")),
                more("tile.memory.more", redis),
                room.memory(model.length()));
        evictions.show(
                redis.map(r -> perSecond(Figures.rate(r.evictionsPerSecond()))).orElse(Figures.UNKNOWN),
                redis.map(r -> lists.say("tile.expired", Figures.rate(r.expirationsPerSecond())))
                        .orElseGet(() -> words.getString("nodata")),
                more("tile.evictions.more", redis),
                room.evictions(model.length()));
    }

    private static boolean isNode(Optional<RedisFigures> redis) {
        return redis.filter(RedisFigures::ofCluster).isPresent();
    }

    private String more(String key, Optional<RedisFigures> redis) {
        return words.getString(key) + (isNode(redis) ? "\n" + words.getString("server.node") : "");
    }

    private String limit(RedisFigures redis) {
        if (redis.usedMemory() < 0) {
            return words.getString("nodata");
        }
        return redis.maxMemory() <= 0
                ? words.getString("tile.memory.unlimited")
                : lists.say(
                        "tile.memory.note",
                        Math.round(100.0 * redis.usedMemory() / redis.maxMemory()),
                        Figures.bytes(redis.maxMemory()));
    }

    private void showChart() {
        var lines = model.busiest(COLOURS.length);
        var series = new ArrayList<Series>();
        lines.forEach((type, window) -> series.add(new Series(type, COLOURS[series.size()], window, false)));
        var status = model.status();
        var target = status.targets().cacheHitRatePercent();
        hitRate.setTarget(target, lists.say("chart.target", Figures.percent(target)));
        hitRate.setVerdict(status.cache());
        hitRate.setMarks(model.events());
        if (!series.isEmpty() && series.getFirst().window().size() > 0) {
            var first = series.getFirst().window();
            hitRate.setSpan(first.firstSecond(), first.firstSecond() + first.size() - 1);
        }
        hitRate.setSeries(series);
    }
}
