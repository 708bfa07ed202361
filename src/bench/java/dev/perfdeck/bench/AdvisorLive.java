package dev.perfdeck.bench;

import dev.perfdeck.app.advice.Reports;
import dev.perfdeck.app.advice.SourceCounters;
import dev.perfdeck.app.advice.Workload;
import dev.perfdeck.core.advise.index.IndexChoice;
import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.core.migrate.PerformanceIndexes;
import dev.perfdeck.core.monitor.StatementTotals;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.demo.Demo;
import dev.perfdeck.demo.DemoOptions;
import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import dev.perfdeck.model.advice.WorkloadStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The advisor on the running demo: what it suggests, what Dexter's rule suggests for the same workload, and, with the
/// advice really built, what the planner and the clock say then.
final class AdvisorLive {
    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final int ALL = 500;

    private AdvisorLive() {}

    static void run() throws Exception {
        var options = new DemoOptions(Scale.FULL, true, false, Targets.DEFAULT);
        try (var demo = Demo.start(options, AdvisorLive::say)) {
            var target =
                    new PgTarget(demo.environment().database().orElseThrow(), demo.environment(), demo.passwords());
            say("the demo's users work for " + WINDOW.toSeconds() + " s");
            var before = figures(target);
            var workload = before.values().stream()
                    .filter(it -> it.calls() > 0 && !it.text().isEmpty())
                    .map(it -> new WorkloadStatement(it.queryId(), it.text(), it.calls(), it.meanMillis()))
                    .toList();
            try (var twin = Twin.open(() -> target.open(PgRole.READ), LabOptions.DEFAULT)) {
                var around = new SourceCounters(target).read(WINDOW.toSeconds());
                var advice = AdvisorRun.advise(twin, workload, around);
                AdvisorRun.dexter(twin, advice);
                AdvisorRun.others(
                        twin,
                        advice,
                        "the six performance indexes",
                        PerformanceIndexes.wanted().stream()
                                .map(PerformanceIndex::sql)
                                .toList());
                var report = Reports.of(
                        new Workload(workload, WINDOW.toSeconds(), ""),
                        advice,
                        twin.approximations(),
                        around,
                        List.of(),
                        ErrorBand.GUESS,
                        Duration.ZERO);
                build(demo, target, advice, report.cache());
            }
        }
    }

    private static void build(Demo demo, PgTarget target, IndexChoice.Result advice, List<CacheAdvice> caches)
            throws Exception {
        var before = figures(target);
        try (var connection = target.open(PgRole.DDL);
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_trgm");
            for (IndexAdvice index : advice.indexes()) {
                statement.execute(index.ddl());
            }
        }
        try (var connection = simple(demo)) {
            costs(connection, advice.workload());
        }
        var after = figures(target);
        double was = 0;
        double is = 0;
        double withCache = 0;
        var hits = caches.stream()
                .filter(it -> it.choice() == CacheAdvice.Choice.CACHE || it.choice() == CacheAdvice.Choice.BOTH)
                .collect(Collectors.toMap(CacheAdvice::queryId, CacheAdvice::predictedHitRate, Math::max));
        for (var gain : advice.workload()) {
            var then = before.get(gain.queryId());
            var now = after.get(gain.queryId());
            if (then != null && now != null && then.calls() > 0 && now.calls() > 0) {
                was += then.calls() * then.meanMillis();
                is += then.calls() * now.meanMillis();
                withCache += then.calls() * now.meanMillis() * (1 - hits.getOrDefault(gain.queryId(), 0.0));
            }
        }
        say(
                "measured time of the same calls: %.0f ms became %.0f ms, down %.1f %% (goal 90)",
                was, is, 100 * (1 - is / was));
        say(
                "with the hit rates that it predicts for %d cached statements: %.0f ms, down %.1f %% (goal 90)",
                hits.size(), withCache, 100 * (1 - withCache / was));
    }

    /// In simple query mode: `EXPLAIN (GENERIC_PLAN)` of a text with places takes no values.
    private static Connection simple(Demo demo) throws SQLException {
        var database = demo.environment().database().orElseThrow();
        var password =
                demo.passwords().find(demo.environment(), Source.POSTGRESQL).orElseThrow();
        var properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", password.reveal());
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(database.url(), properties);
    }

    /// What the planner of the demo itself says of the built indexes; a pattern is as unknown there as everywhere.
    private static void costs(Connection connection, List<StatementGain> workload) throws SQLException {
        int within = 0;
        int all = 0;
        for (var gain : workload) {
            try (var session = connection.createStatement();
                    var plan = session.executeQuery("explain (format json, generic_plan) " + gain.query())) {
                plan.next();
                double cost = ExplainJson.read(plan.getString(1)).cost();
                double off = Math.abs(cost - gain.costAfter()) / gain.costAfter();
                all++;
                within += off <= 0.1 ? 1 : 0;
                say("  predicted %.1f, built %.1f: %s", gain.costAfter(), cost, brief(gain.query()));
            }
        }
        say("cost after building within 10 %% of the prediction: %d of %d", within, all);
    }

    private static String brief(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.substring(0, Math.min(70, line.length()));
    }

    private static Map<Long, StatementFigures> figures(PgTarget target) throws InterruptedException {
        return StatementTotals.read(target, Optional.of(WINDOW), ALL, StatementOrder.TOTAL).statements().stream()
                .filter(it ->
                        it.text().strip().toLowerCase(Locale.ROOT).matches("(?s)(select|insert|update|delete|with).*"))
                .filter(it -> !it.text().contains("pg_"))
                .collect(Collectors.toMap(StatementFigures::queryId, Function.identity(), (a, _) -> a));
    }

    private static void say(String words, Object... values) {
        AdvisorRun.say(words, values);
    }
}
