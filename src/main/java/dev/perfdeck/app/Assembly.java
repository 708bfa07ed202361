package dev.perfdeck.app;

import dev.perfdeck.app.advice.FollowedAdvice;
import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.monitor.KeySampler;
import dev.perfdeck.core.monitor.LatencyFeed;
import dev.perfdeck.core.monitor.Monitor;
import dev.perfdeck.core.monitor.StatisticsReset;
import dev.perfdeck.core.settings.ApiToken;
import dev.perfdeck.core.settings.StoredPasswords;
import dev.perfdeck.core.settings.TargetFile;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.demo.Demo;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Settings;
import dev.perfdeck.model.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts a session together from its parts.
final class Assembly {
    private Assembly() {}

    /// @param journal the file that tells what was done to databases
    /// @param targets where a changed target is kept
    static Session of(
            Settings settings, StoredPasswords passwords, Optional<TargetFile> targets, ApiToken token, Path journal) {
        var live = new LiveTargets(settings.targets(), targets);
        return build(settings, passwords, Optional.of(passwords), live, token, List.of(), journal, passwords);
    }

    static Session of(Settings settings, Demo demo, ApiToken token, Path journal) {
        forget(followed(settings.environment(), token));
        var session = build(
                settings,
                demo.passwords(),
                Optional.empty(),
                new LiveTargets(settings.targets(), Optional.empty()),
                token,
                List.of(new TrafficLatencies(demo.traffic())),
                journal,
                demo);
        demo.notice().ifPresent(said -> session.notice(new Fault.Internal(said, "")));
        return session;
    }

    /// Where a user puts programs of other versions of PostgreSQL, for the twin.
    private static Path programs(ApiToken token) {
        return token.file().resolveSibling("postgres");
    }

    /// What became of followed advice is kept here.
    private static Path followed(Environment environment, ApiToken token) {
        return token.file().resolveSibling("advice-" + environment.name() + ".tsv");
    }

    /// Each demo has a database of its own: what an earlier one measured is not true of it.
    private static void forget(Path record) {
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the record of an earlier demo", e);
        }
    }

    private static Session build(
            Settings settings,
            Passwords passwords,
            Optional<StoredPasswords> enterable,
            LiveTargets targets,
            ApiToken token,
            List<LatencyFeed> feeds,
            Path journal,
            AutoCloseable servers) {
        var environment = settings.environment();
        var monitor = new Monitor(environment, passwords, settings.targets(), feeds);
        var database = environment.database().map(d -> new PgTarget(d, environment, passwords));
        var redis = environment.redis().map(r -> new RedisTarget(r, environment, passwords));
        var queries = environment
                .performanceApi()
                .flatMap(base -> passwords
                        .find(environment, Source.ENDPOINTS)
                        .<Runnable>map(bearer -> () -> StatisticsReset.queries(base, bearer)));
        var resets = new Resets(environment, database, redis, queries, monitor::expectStatementsReset, monitor::mark);
        enterable.ifPresent(stored -> stored.keyring().onLateAnswer(monitor::reconnect));
        var indexes = database.map(
                target -> new IndexWork(target, MigrationWatch.journal(environment, target, journal), monitor::mark));
        var cache = environment
                .redis()
                .flatMap(line -> redis.flatMap(to -> monitor.cacheReadings()
                        .<CacheRoom>map(readings -> new CacheWatch(
                                environment, line, passwords, monitor, readings, new KeySampler(to), targets))));
        var redacted =
                environment.database().map(Environment.Database::redacted).orElse(Set.of());
        var twins = LabOptions.DEFAULT.with(programs(token)).redacting(redacted);
        var lab = database.map(target -> new LabWork(target, twins));
        var statements = database.map(target -> new StatementWatch(monitor, target));
        var advice = database.map(target -> new AdviceWork(new AdviceWork.Parts(
                target,
                statements.orElseThrow(),
                lab.orElseThrow(),
                new FollowedAdvice(followed(environment, token)),
                environment.database().flatMap(Environment.Database::migrations),
                () -> cache.map(AdviceWork::types).orElse(List.of()))));
        return new Session(new Session.Parts(
                environment,
                targets,
                settings.apiPort(),
                token::read,
                monitor,
                indexes,
                resets,
                enterable.map(stored -> new Logins(environment, stored, source -> Reconnecting.on(monitor, source))),
                cache,
                statements.map(StatementRoom.class::cast),
                advice,
                database.map(target -> new ActivityWatch(target, monitor::mark)),
                database.map(IndexHealthWatch::new),
                database.map(target -> new MigrationWatch(
                        environment, target, statements.orElseThrow(), twins, journal, monitor::mark)),
                lab,
                () -> Closing.all(() -> redis.ifPresent(RedisTarget::close), servers)));
    }
}
