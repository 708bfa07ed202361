package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom.Percentiles;
import dev.perfdeck.model.RedisFigures;
import dev.perfdeck.model.ServerLatency;
import dev.perfdeck.ui.Figures;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import javafx.scene.layout.VBox;

/// How long a command takes, seen from the console and from within the server, and what else the server does.
final class LatencyCard extends VBox {
    private final ResourceBundle words;
    private final FigureRows latencies;
    private final FigureRows server;

    LatencyCard(ResourceBundle words) {
        this.words = words;
        getStyleClass().add("latency");
        latencies = new FigureRows(
                List.of(text(words.getString("latency.of")), figure("P50"), figure("P95"), figure("P99")));
        latencies.setId("cache-latency");
        server = new FigureRows(List.of(text(words.getString("server")), figure("")));
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
                row("latency.client", client.map(LatencyCard::cells).orElseGet(this::nothing)),
                row("latency.server", within.map(LatencyCard::cells).orElseGet(this::nothing))));
        server.show(redis.map(this::figures).orElseGet(() -> List.of(row("server.name", List.of(noData())))));
    }

    private static List<String> cells(Percentiles seen) {
        return Stream.of(seen.p50Millis(), seen.p95Millis(), seen.p99Millis())
                .map(millis -> Double.isNaN(millis) ? Figures.UNKNOWN : Figures.millis(millis) + " ms")
                .toList();
    }

    private static List<String> cells(ServerLatency seen) {
        return List.of(
                Ranges.of(seen.p50LowMicros(), seen.p50HighMicros()),
                Ranges.of(seen.p95LowMicros(), seen.p95HighMicros()),
                Ranges.of(seen.p99LowMicros(), seen.p99HighMicros()));
    }

    private List<FigureRows.Row> figures(RedisFigures now) {
        return List.of(
                row("server.operations", List.of(perSecond(Figures.rate(now.operationsPerSecond())))),
                row("server.clients", List.of(known(now.clients()))),
                row("server.in", List.of(perSecond(Figures.bytes(now.bytesInPerSecond())))),
                row("server.out", List.of(perSecond(Figures.bytes(now.bytesOutPerSecond())))),
                row("server.keys", List.of(known(now.keys()))),
                row("server.policy", List.of(now.policy().isEmpty() ? Figures.UNKNOWN : now.policy())));
    }

    private static String perSecond(String figure) {
        return figure.equals(Figures.UNKNOWN) ? figure : figure + (figure.contains(" ") ? "/s" : " /s");
    }

    private static String known(long count) {
        return count < 0 ? Figures.UNKNOWN : Figures.count(count);
    }

    private FigureRows.Row row(String key, List<String> figures) {
        var hint = key + ".hint";
        return new FigureRows.Row(
                Stream.concat(Stream.of(words.getString(key)), figures.stream()).toList(),
                words.containsKey(hint) ? words.getString(hint) : "");
    }

    private List<String> nothing() {
        return List.of("", "", noData());
    }

    private String noData() {
        return words.getString("nodata");
    }
}
