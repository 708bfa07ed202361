package dev.perfdeck.demo.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.core.query.call.CallSites;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.core.query.jdbc.ProfiledDataSource;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/// A small workflow service on loopback: JSON over HTTP, a pool of two connections, a cache where there is a Redis.
/// It is as most services are: right, and slow where an index is missing.
public final class Backend implements AutoCloseable {
    private static final int POOL = 2;
    private static final int BACKLOG = 1024;
    private static final long POOL_PATIENCE_MILLIS = 60_000;
    /// So many different values make an N+1.
    private static final int ONE_BY_ONE = 5;
    /// Whose line asks is of interest, not through what.
    private static final CallSites CALL_SITES = CallSites.USUAL.beyond("dev.perfdeck.demo.backend.Queries");

    private final ObjectMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final HikariDataSource pool;
    private final Optional<CacheService> cache;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final QueryProfiler profiler;
    private final NPlusOneGuard guard = new NPlusOneGuard(ONE_BY_ONE, CALL_SITES);
    private final ProfiledDataSource source;
    private final Answers answers;

    /// Starts at once.
    ///
    /// @param token what a reset of figures must bring as bearer
    public Backend(DataSource database, Optional<CacheOptions.Builder> cacheOptions, Targets targets, Secret token)
            throws IOException {
        pool = pool(database);
        profiler = new QueryProfiler(targets.slowQueryMillis(), CALL_SITES);
        source = new ProfiledDataSource(pool, profiler, guard);
        cache = cacheOptions.map(options -> CacheService.open(
                options.singleReads((key, nanos) -> guard.got(key.policy().name() + ":*", key.key(), nanos))
                        .build()));
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), BACKLOG);
        server.setExecutor(requests);
        answers = answers(targets, token);
        server.createContext("/", answers);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI performanceApi() {
        return address().resolve(PerformanceRoutes.PATH);
    }

    public CacheFigures cacheFigures() {
        return cache.map(CacheService::figures).orElse(CacheFigures.NONE);
    }

    /// Answers what is under way for a second at most, then lets go of the servers.
    @Override
    public void close() {
        answers.close();
        server.stop(0);
        requests.shutdownNow();
        cache.ifPresent(CacheService::close);
        source.close();
        pool.close();
    }

    private Answers answers(Targets targets, Secret token) {
        var queries = new Queries(source, profiler);
        var recent = new RecentFigures(this::cacheFigures, System::nanoTime);
        var workflows = new WorkflowRoutes(new WorkflowService(queries, cache), json);
        var performance = new PerformanceRoutes(recent, cache, profiler, guard, queries, targets, Clock.systemUTC());
        List<Route> routes = Stream.of(workflows.routes(), performance.routes())
                .flatMap(List::stream)
                .toList();
        return new Answers(routes, json, token, recent, guard);
    }

    private static HikariDataSource pool(DataSource database) {
        var config = new HikariConfig();
        config.setDataSource(database);
        config.setPoolName("workflow-backend");
        config.setMaximumPoolSize(POOL);
        config.setConnectionTimeout(POOL_PATIENCE_MILLIS);
        return new HikariDataSource(config);
    }
}
