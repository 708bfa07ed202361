package dev.perfdeck.bench;

import com.p6spy.engine.spy.P6DataSource;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.core.query.jdbc.ProfiledDataSource;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.DataSourceQueryCountListener;
import net.ttddyy.dsproxy.proxy.NanoTimeStopwatchFactory;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.support.ProxyDataSource;
import org.HdrHistogram.Recorder;
import org.postgresql.ds.PGSimpleDataSource;

/// What profiling a statement costs: on a driver that does nothing, against datasource-proxy and p6spy; and as part
/// of a point select on a real server, against plain JDBC. Then the recording of one time, against HdrHistogram
/// alone. All in turn, forwards and backwards; medians.
public final class QueryProfileBench {
    private static final int ROUNDS = 40;
    private static final int STUB_CALLS = 40_000;
    private static final int READS = 50;
    private static final int WARM_READS = 5_000;
    private static final int SERVER_CALLS = 1_500;
    private static final String BY_ID = "select name from t where id = ?";

    private QueryProfileBench() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("p6spy.config.modulelist", "com.p6spy.engine.logging.P6LogFactory");
        System.setProperty("p6spy.config.appender", "com.p6spy.engine.spy.appender.StdoutLogger");
        System.setProperty("p6spy.config.executionThreshold", "3600000");
        stub();
        server();
        recording();
    }

    private static void stub() throws Exception {
        DataSource bare = StubDriver.source();
        try (var ours = new ProfiledDataSource(bare, new QueryProfiler(60_000));
                var guarded = new ProfiledDataSource(bare, new QueryProfiler(60_000), new NPlusOneGuard())) {
            var nanos = turns(STUB_CALLS, List.of(bare, ours, guarded, datasourceProxy(bare), new P6DataSource(bare)));
            double cheaper = Math.min(nanos[3], nanos[4]) - nanos[0];
            System.out.printf(
                    Locale.ROOT,
                    "stub driver: bare %.0f ns, ours +%.0f, with the guard +%.0f, datasource-proxy +%.0f, p6spy +%.0f%n",
                    nanos[0],
                    nanos[1] - nanos[0],
                    nanos[2] - nanos[0],
                    nanos[3] - nanos[0],
                    nanos[4] - nanos[0]);
            report("overhead, ours : the cheaper of the two (goal <= 0.5)", nanos[1] - nanos[0], cheaper);
            report("overhead with the guard : the cheaper of the two", nanos[2] - nanos[0], cheaper);
        }
    }

    private static DataSource datasourceProxy(DataSource bare) {
        var config = ProxyConfig.Builder.create()
                .stopwatchFactory(new NanoTimeStopwatchFactory())
                .queryListener(new DataSourceQueryCountListener())
                .build();
        var source = new ProxyDataSource(bare);
        source.setProxyConfig(config);
        return source;
    }

    private static void server() throws Exception {
        try (var server = Servers.postgres18()) {
            server.execute(
                    "create table t as select n::int8 as id, 'row ' || n as name from generate_series(1, 100000) n",
                    "alter table t add primary key (id)",
                    "vacuum analyze t");
            var driver = new PGSimpleDataSource();
            driver.setUrl(server.url());
            driver.setUser("postgres");
            driver.setPassword(server.password());
            try (var ours = new ProfiledDataSource(driver, new QueryProfiler(60_000), new NPlusOneGuard())) {
                var nanos = turns(SERVER_CALLS, List.of(driver, ours));
                report("point select, profiled : bare JDBC (goal <= 1.02)", nanos[1], nanos[0]);
            }
        }
    }

    /// Nanoseconds a call of each source, over one connection of it.
    private static double[] turns(int calls, List<DataSource> sources) throws SQLException {
        var connections = new ArrayList<Connection>();
        for (var source : sources) {
            connections.add(source.getConnection());
        }
        var times = new double[sources.size()][ROUNDS];
        for (int round = -10; round < ROUNDS; round++) {
            for (int i = 0; i < sources.size(); i++) {
                int way = round % 2 == 0 ? i : sources.size() - 1 - i;
                times[way][Math.max(0, round)] = run(connections.get(way), calls);
            }
        }
        for (var connection : connections) {
            connection.close();
        }
        return Arrays.stream(times).mapToDouble(QueryProfileBench::median).toArray();
    }

    private static double run(Connection connection, int calls) throws SQLException {
        long begun = System.nanoTime();
        long read = 0;
        for (int call = 0; call < calls; call++) {
            try (var statement = connection.prepareStatement(BY_ID)) {
                statement.setLong(1, 1 + call % 1_000);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        read += rows.getString(1).length();
                    }
                }
            }
        }
        if (read == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return (System.nanoTime() - begun) / (double) calls;
    }

    private static void recording() {
        var random = new SplittableRandom(1);
        var nanos = new long[100_000];
        Arrays.setAll(nanos, _ -> (long) Math.exp(13 + random.nextGaussian()));
        var profiler = new QueryProfiler(3_600_000);
        var plain = new Recorder(3_600_000_000_000L, 2);
        var times = new double[4][ROUNDS];
        for (int i = 0; i < 100_000; i++) {
            profiler.record("warm", nanos[i], true);
        }
        for (int i = 0; i < WARM_READS; i++) {
            profiler.over(Duration.ofMinutes(5));
        }
        profiler.reset();
        for (int round = -10; round < ROUNDS; round++) {
            int at = Math.max(0, round);
            long begun = System.nanoTime();
            for (long value : nanos) {
                plain.recordValue(value + (System.nanoTime() & 1));
            }
            times[0][at] = (System.nanoTime() - begun) / (double) nanos.length;
            begun = System.nanoTime();
            for (long value : nanos) {
                profiler.record("q", value, true);
            }
            times[1][at] = (System.nanoTime() - begun) / (double) nanos.length;
            begun = System.nanoTime();
            for (int i = 0; i < READS; i++) {
                profiler.over(Duration.ofMinutes(5));
            }
            times[2][at] = (System.nanoTime() - begun) / (double) READS;
            var copy = nanos.clone();
            begun = System.nanoTime();
            Arrays.sort(copy);
            times[3][at] = System.nanoTime() - begun;
        }
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        double exact = sorted[(int) (sorted.length * 0.95)] / 1e6;
        double ours = profiler.profiles().getFirst().p95Millis();
        report(
                "recording a call under its name : HdrHistogram's Recorder and a clock (goal <= 2)",
                median(times[1]),
                median(times[0]));
        report(
                "reading P95 over a window : an exact sort of 100,000 (goal <= 0.01)",
                median(times[2]),
                median(times[3]));
        System.out.printf(Locale.ROOT, "P95 is off by %.2f %% (goal <= 1)%n", 100 * Math.abs(ours - exact) / exact);
    }

    private static double median(double[] times) {
        return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }

    private static void report(String what, double ours, double against) {
        System.out.printf(Locale.ROOT, "%s: %.3f (%.0f ns : %.0f ns)%n", what, ours / against, ours, against);
    }
}
