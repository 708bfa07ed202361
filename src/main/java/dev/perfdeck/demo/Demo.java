package dev.perfdeck.demo;

import dev.perfdeck.core.cache.CacheOptions;
import dev.perfdeck.core.embedded.Leftovers;
import dev.perfdeck.core.embedded.RandomPassword;
import dev.perfdeck.core.embedded.ServerHome;
import dev.perfdeck.core.embedded.Watchdog;
import dev.perfdeck.demo.backend.Backend;
import dev.perfdeck.demo.load.Load;
import dev.perfdeck.demo.load.PileUp;
import dev.perfdeck.demo.load.TrafficFeed;
import dev.perfdeck.demo.servers.DemoPostgres;
import dev.perfdeck.demo.servers.DemoRedis;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A real PostgreSQL, a real Redis, a small backend and its users, started and ended as one. It ends with the process,
/// however that ends; [#close()] does it properly and may be called more than once, on any thread.
public final class Demo implements AutoCloseable {
    /// The name of the demo's environment.
    public static final String NAME = "demo";
    /// Of the backend's keys in Redis.
    public static final String NAMESPACE = "app";

    private final OpenThings things;
    private final Environment environment;
    private final Passwords passwords;
    private final TrafficFeed traffic;
    private final Secret performanceToken;
    private final Optional<String> notice;

    private Demo(
            OpenThings things,
            Environment environment,
            Passwords passwords,
            TrafficFeed traffic,
            Secret performanceToken,
            Optional<String> notice) {
        this.things = things;
        this.environment = environment;
        this.passwords = passwords;
        this.traffic = traffic;
        this.performanceToken = performanceToken;
        this.notice = notice;
    }

    /// Takes some seconds; says on the way what it is doing.
    ///
    /// @throws FaultException when a server does not start; nothing of it is left then
    public static Demo start(Consumer<String> progress) {
        return start(DemoOptions.DEFAULT, progress);
    }

    public static Demo start(DemoOptions options, Consumer<String> progress) {
        var things = new OpenThings();
        try {
            return start(options, progress, things);
        } catch (IOException | SQLException | RuntimeException e) {
            things.close();
            throw new FaultException(fault(e), e);
        } catch (InterruptedException e) {
            things.close();
            Thread.currentThread().interrupt();
            throw new FaultException(fault(e), e);
        }
    }

    private static Demo start(DemoOptions options, Consumer<String> progress, OpenThings things)
            throws IOException, SQLException, InterruptedException {
        Leftovers.sweep();
        var directory = things.add(ServerHome.create(ServerHome.DEMO));
        Watchdog.over(directory).ifPresent(things::add);
        progress.accept("Starting Redis");
        Optional<DemoRedis> redis = options.cache() ? DemoRedis.start(directory) : Optional.empty();
        redis.ifPresent(things::add);
        progress.accept("Starting PostgreSQL");
        var postgres = things.add(DemoPostgres.start(directory));
        progress.accept("Making " + options.scale().rows() + " rows");
        new Schema(postgres.application(), options.scale()).create();
        postgres.forgetStatements();
        progress.accept("Starting the backend");
        var token = RandomPassword.make();
        var backend = things.add(new Backend(postgres.application(), redis.map(Demo::cache), options.targets(), token));
        if (options.load()) {
            things.add(new PileUp(postgres.application(), options.scale().workflows()));
        }
        var traffic = options.load()
                ? things.add(new Load(backend.address(), options.scale())).feed()
                : new TrafficFeed();
        return new Demo(
                things,
                environment(postgres, redis, backend.performanceApi()),
                passwords(postgres, redis, token),
                traffic,
                token,
                redis.isPresent() ? Optional.empty() : Optional.of(withoutCache(options)));
    }

    /// What to watch.
    public Environment environment() {
        return environment;
    }

    /// For [#environment()]: both servers, and the performance API's token as the one of the endpoints.
    public Passwords passwords() {
        return passwords;
    }

    /// What the demo's users get; empty for ever where the options asked for no load.
    public TrafficFeed traffic() {
        return traffic;
    }

    /// The bearer that the backend's performance API wants with a reset.
    public Secret performanceToken() {
        return performanceToken;
    }

    /// What is different from a full demo, in a sentence for the screen.
    public Optional<String> notice() {
        return notice;
    }

    @Override
    public void close() {
        things.close();
    }

    private static CacheOptions.Builder cache(DemoRedis redis) {
        return CacheOptions.at(redis.url(), NAMESPACE)
                .password(Optional.of(redis.password()))
                // The demo's own load makes the machine busy: a late answer is no reason to do without.
                .readTimeout(Duration.ofMillis(250));
    }

    private static String withoutCache(DemoOptions options) {
        return options.cache()
                ? "There is no Redis binary for this platform: the demo runs without the cache."
                : "The demo runs without the cache, as it was asked to.";
    }

    private static Environment environment(DemoPostgres postgres, Optional<DemoRedis> redis, URI performanceApi) {
        return new Environment(
                NAME,
                false,
                Optional.of(new Environment.Database(
                        postgres.jdbcUrl(),
                        DemoPostgres.CONSOLE,
                        Optional.empty(),
                        Environment.Database.DEFAULT_POOL_SIZE)),
                redis.map(server -> new Environment.Redis(
                        server.url(),
                        NAMESPACE,
                        Environment.Redis.DEFAULT_MAX_CONNECTIONS,
                        Environment.Redis.DEFAULT_TIMEOUT_MILLIS)),
                Optional.of(performanceApi),
                List.of());
    }

    private static Passwords passwords(DemoPostgres postgres, Optional<DemoRedis> redis, Secret token) {
        return (environment, source) -> switch (source) {
            case POSTGRESQL -> Optional.of(postgres.consolePassword());
            case REDIS -> redis.map(DemoRedis::password);
            case ENDPOINTS -> Optional.of(token);
        };
    }

    private static Fault fault(Exception e) {
        return new Fault.Internal(
                "the demo did not start: " + e.getMessage(),
                "Check that the temporary directory may hold and run programs and has 1 GB free.");
    }
}
