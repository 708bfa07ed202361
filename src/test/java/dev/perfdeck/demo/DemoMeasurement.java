package dev.perfdeck.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Measures the demo at full size: start, processor time, latency before and after the performance indexes, hit rate.
/// Run by hand; the argument is how many seconds each half lasts.
final class DemoMeasurement {
    private static final List<String> INDEXES = List.of(
            "create extension if not exists pg_trgm",
            "create index idx_workflow_status_created_at on workflows (status, created_at desc)",
            "create index idx_workflow_name_search on workflows using gin (name gin_trgm_ops)",
            "create index idx_execution_workflow_status on executions (workflow_id, status)",
            "create index idx_execution_created_at on executions (created_at desc)",
            "create index idx_audit_log_user_time on audit_logs (user_id, \"timestamp\" desc)",
            "create index idx_checkpoint_execution_id on checkpoints (execution_id)");

    private DemoMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        long start = System.nanoTime();
        try (var demo = Demo.start(text -> say("%5d ms %s", millisSince(start), text))) {
            say(
                    "%5d ms ready; performance api %s",
                    millisSince(start), demo.environment().performanceApi().orElseThrow());
            observe(demo, "without indexes", seconds);
            buildIndexes(demo);
            Thread.sleep(5000);
            demo.traffic().drain();
            observe(demo, "with indexes", seconds);
            statements(demo);
        }
        say("closed");
    }

    private static void observe(Demo demo, String what, int seconds) throws Exception {
        var all = new Histogram(600_000_000L, 2);
        long requests = 0;
        long errors = 0;
        double before = processorSeconds();
        for (int second = 0; second < seconds; second++) {
            Thread.sleep(1000);
            var drained = demo.traffic().drain();
            all.add(drained.micros());
            requests += drained.requests();
            errors += drained.errors();
        }
        say(
                "%s over %d s: %d requests, %d errors, p50 %.1f p90 %.1f p95 %.1f p99 %.1f max %.1f ms, %.3f of a core",
                what,
                seconds,
                requests,
                errors,
                millis(all, 50),
                millis(all, 90),
                millis(all, 95),
                millis(all, 99),
                millis(all, 100),
                (processorSeconds() - before) / seconds);
        try (var in = demo.environment()
                .performanceApi()
                .orElseThrow()
                .resolve("/api/v1/performance/cache/stats")
                .toURL()
                .openStream()) {
            say("%s", new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
        try (var in = demo.environment()
                .performanceApi()
                .orElseThrow()
                .resolve("/api/v1/performance/optimization/status")
                .toURL()
                .openStream()) {
            say("%s", new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static double millis(Histogram all, double percentile) {
        return all.getValueAtPercentile(percentile) / 1000.0;
    }

    private static void buildIndexes(Demo demo) throws SQLException {
        var database = demo.environment().database().orElseThrow();
        var password = demo.passwords()
                .find(demo.environment(), dev.perfdeck.model.Source.POSTGRESQL)
                .orElseThrow();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), password.reveal());
                var statement = connection.createStatement()) {
            for (var sql : INDEXES) {
                statement.execute(sql);
            }
        }
    }

    private static void statements(Demo demo) throws SQLException {
        var database = demo.environment().database().orElseThrow();
        var password = demo.passwords()
                .find(demo.environment(), dev.perfdeck.model.Source.POSTGRESQL)
                .orElseThrow();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), password.reveal());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select calls, round(total_exec_time), round(mean_exec_time::numeric, 2), round(max_exec_time::numeric, 1), round(min_exec_time::numeric, 2), left(regexp_replace(query, '\\s+', ' ', 'g'), 140) from pg_stat_statements order by 2 desc limit 16")) {
            while (rows.next()) {
                say(
                        "%6d calls %8.0f ms total %8.2f mean %8.1f max %6.2f min  %s",
                        rows.getLong(1),
                        rows.getDouble(2),
                        rows.getDouble(3),
                        rows.getDouble(4),
                        rows.getDouble(5),
                        rows.getString(6));
            }
        }
    }

    /// Of this process and of all it has started, from `/proc`.
    private static double processorSeconds() throws Exception {
        double ticks = 0;
        var wanted = new java.util.HashSet<Long>();
        wanted.add(ProcessHandle.current().pid());
        ProcessHandle.allProcesses()
                .filter(p -> p.info()
                        .command()
                        .orElse("")
                        .contains("perfdeck-demo-" + ProcessHandle.current().pid()))
                .forEach(p -> wanted.add(p.pid()));
        for (long pid : wanted) {
            var path = Path.of("/proc/" + pid + "/stat");
            if (Files.exists(path)) {
                var fields = Files.readString(path).replaceAll("^.*\\) ", "").split(" ");
                double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
                if (pid == ProcessHandle.current().pid()) say("   java %.2f cpu s so far", own / 100);
                ticks += own;
            }
        }
        return ticks / 100;
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void say(String format, Object... values) {
        System.out.println(String.format(format, values));
    }
}
