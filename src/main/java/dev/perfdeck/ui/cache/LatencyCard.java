package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom.Percentiles;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.ui.Figures;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.scene.layout.VBox;

/// How long a command takes, seen from the console and from within the server, and what else the server does.
final class LatencyCard extends VBox {
    private final ResourceBundle words;
    private final FigureRows latencies;
    private final FigureRows server;

    LatencyCard(ResourceBundle words) {
        this.words = words;
        getStyleClass().add("latency");
        latencies = new FigureRows(List.of(
                text(""), figure(words.getString("latency.client")), figure(words.getString("latency.server"))));
        latencies.setId("cache-latency");
        server = new FigureRows(List.of(text(""), figure("")));
        server.setId("cache-server");
        getChildren().addAll(latencies, server);
    }

    private static FigureRows.Column text(String head) {
        return new FigureRows.Column(head, FigureRows.Kind.TEXT);
    }

    private static FigureRows.Column figure(String head) {
        return new FigureRows.Column(head, FigureRows.Kind.FIGURE);
    }

    void show(Optional<Percentiles> client, Optional<ServerLatency> within, Optional<RedisFigures> redis) {
        latencies.show(List.of(
                percentile(
                        "P50",
                        client.map(Percentiles::p50Millis),
                        within.map(w -> Ranges.of(w.p50LowMicros(), w.p50HighMicros()))),
                percentile(
                        "P95",
                        client.map(Percentiles::p95Millis),
                        within.map(w -> Ranges.of(w.p95LowMicros(), w.p95HighMicros()))),
                percentile(
                        "P99",
                        client.map(Percentiles::p99Millis),
                        within.map(w -> Ranges.of(w.p99LowMicros(), w.p99HighMicros())))));
        server.show(
                redis.map(this::figures).orElseGet(() -> List.of(row("server.name", words.getString("nodata"), ""))));
    }

    private FigureRows.Row percentile(String name, Optional<Double> client, Optional<String> within) {
        var seen = client.filter(millis -> !millis.isNaN())
                .map(millis -> Figures.millis(millis) + " ms")
                .orElseGet(() -> words.getString("nodata"));
        return new FigureRows.Row(
                List.of(name, seen, within.orElseGet(() -> words.getString("nodata"))),
                words.getString("latency.hint"));
    }

    private List<FigureRows.Row> figures(RedisFigures now) {
        var of = now.ofCluster() ? "\n" + words.getString("server.node") : "";
        return List.of(
                row("server.operations", perSecond(Figures.rate(now.operationsPerSecond())), of),
                row(
                        "server.network",
                        perSecond(Figures.bytes(now.bytesInPerSecond())) + ", "
                                + perSecond(Figures.bytes(now.bytesOutPerSecond())),
                        of),
                row("server.clients", known(now.clients()), of),
                row("server.keys", known(now.keys()), of),
                row("server.policy", now.policy().isEmpty() ? Figures.UNKNOWN : now.policy(), of));
    }

    private static String perSecond(String figure) {
        return figure.equals(Figures.UNKNOWN) ? figure : figure + (figure.contains(" ") ? "/s" : " /s");
    }

    private static String known(long count) {
        return count < 0 ? Figures.UNKNOWN : Figures.count(count);
    }

    private FigureRows.Row row(String key, String figure, String of) {
        return new FigureRows.Row(List.of(words.getString(key), figure), words.getString("server.hint") + of);
    }
}
