package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.settings.ApiToken;
import dev.perfdeck.core.settings.SettingsReader;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.demo.Demo;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.Verdict;
import dev.perfdeck.support.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main errand on the full demo, without a window: figures move, the indexes are built, the P95 falls, the API says
/// what the session says, statistics are reset, and nothing is left behind.
class EndToEndTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration RECENT = Duration.ofSeconds(30);

    @TempDir
    private Path home;

    @Test
    void theMainErrand() throws Exception {
        var reader = SettingsReader.of(Map.of("PERFDECK_API_PORT", "0", "XDG_CONFIG_HOME", home.toString()));
        try (var demo = Demo.start(step -> {});
                var session = Assembly.of(
                        reader.around(demo.environment()), demo, ApiToken.at(home), home.resolve("journal.jsonl"));
                var api = dev.perfdeck.api.PerformanceApi.start(0, session::apiToken, session)) {
            session.start();
            figuresMove(session);
            var before = p95(session);
            var run = session.applyIndexes().await();
            assertThat(run.complete()).as("%s", run).isTrue();
            assertThat(session.status().indexes()).isEqualTo(Verdict.MET);
            sixValidIndexes(session, demo);
            Until.until("the P95 of the last half minute is a fifth", PATIENCE, () -> p95(session) * 5 < before);
            apiSaysTheSame(session, api.address());
            reset(session);
            undo(session);
        }
    }

    private static double p95(Session session) {
        return session.latencyPercentile(95, RECENT);
    }

    private static void figuresMove(Session session) throws Exception {
        Until.until(
                "every source is up", () -> session.health().stream().allMatch(h -> h.lamp() == SourceHealth.Lamp.UP));
        Until.until("requests, hits and queries are seen", () -> moving(session));
        assertThat(session.status().indexesValid()).isZero();
        Until.until(
                "statements have texts",
                () -> session.costliest(Session.JUDGED, 5).stream()
                        .anyMatch(s -> s.text().contains("workflow")));
        Until.until(
                "half a minute of traffic was seen",
                PATIENCE,
                () -> session.window(Metric.API_P95, RECENT).size() >= RECENT.toSeconds()
                        && !Double.isNaN(session.window(Metric.API_P95, RECENT).values()[0]));
    }

    private static boolean moving(Session session) {
        var span = Duration.ofMinutes(1);
        return session.window(Metric.API_REQUESTS, span).latest(60) > 0
                && !Double.isNaN(session.window(Metric.CACHE_HIT_RATE, span).latest(60))
                && session.window(Metric.QUERIES, span).latest(60) > 0;
    }

    private static void sixValidIndexes(Session session, Demo demo) throws Exception {
        var names = session.indexes().stream().map(i -> i.name()).toList();
        assertThat(names).hasSize(6);
        try (var connection = target(demo).open(PgRole.READ);
                var query = connection.prepareStatement(
                        "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid"
                                + " where i.indisvalid and i.indisready and c.relname = any (?)")) {
            query.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (var rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(6);
            }
        }
    }

    private static PgTarget target(Demo demo) {
        var environment = demo.environment();
        return new PgTarget(environment.database().orElseThrow(), environment, demo.passwords());
    }

    private static void apiSaysTheSame(Session session, URI api) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(api + "/optimization/status"))
                    .build();
            var body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            assertThat(body).contains("\"api_p95_target_ms\":5000", "\"db_indexes_applied\":true");
            assertThat(body)
                    .contains("\"cache_meets_target\":" + (session.status().cache() == Verdict.MET));
        }
    }

    private static void reset(Session session) throws Exception {
        session.reset(EnumSet.allOf(ResetScope.class));
        assertThat(session.events()).anyMatch(e -> e.text().equals("pg_stat_statements reset by you"));
        Until.until("counters started anew", () -> session.cacheFigures().requests() < 2000);
        Until.until("query counters started anew", () -> session.queryFigures().total() < 2000);
        for (var metric : new Metric[] {Metric.QUERIES, Metric.CACHE_HITS, Metric.CACHE_MISSES}) {
            for (var value : session.window(metric, Duration.ofMinutes(2)).values()) {
                assertThat(Double.isNaN(value) || value >= 0)
                        .as("%s %s", metric, value)
                        .isTrue();
            }
        }
    }

    private static void undo(Session session) {
        var run = session.undoIndexes().await();
        assertThat(run.complete()).as("%s", run).isTrue();
        assertThat(session.status().indexesValid()).isZero();
    }
}
