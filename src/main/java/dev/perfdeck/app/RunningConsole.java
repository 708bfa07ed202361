package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A console that samples, from [Startup#headless] until it is closed.
public interface RunningConsole extends Console, AutoCloseable {
    /// Waits until every configured source has been read once or has failed; false when the time ran out first.
    boolean awaitFirstReading(Duration atMost) throws InterruptedException;

    /// Takes the passwords that servers want; empty where they are made, as in the demo.
    default Optional<Logins> logins() {
        return Optional.empty();
    }

    /// The cache and what can be done to it; empty without a Redis.
    default Optional<CacheRoom> cache() {
        return Optional.empty();
    }

    /// The database's statements; empty without a database.
    default Optional<StatementRoom> statements() {
        return Optional.empty();
    }

    /// What can be reset here, and who else would notice; empty where nobody tells.
    default List<Resettable> resettable() {
        return List.of();
    }

    /// The sessions of the database and what can be done to them; empty without a database.
    default Optional<ActivityRoom> activity() {
        return Optional.empty();
    }

    /// Advice for the database; empty without one.
    default Optional<AdviceRoom> advice() {
        return Optional.empty();
    }

    /// The migrations of the database and its performance indexes; empty without a database.
    default Optional<MigrationRoom> migrations() {
        return Optional.empty();
    }

    /// The plan lab of the database; empty without one.
    default Optional<LabRoom> lab() {
        return Optional.empty();
    }

    /// The configured port of the performance API; 0 for any free one.
    int apiPort();

    /// What a `POST` to the performance API must bear; made at first use.
    Secret apiToken() throws FaultException;

    /// Ends sampling and, in the demo, every child process. May be called twice.
    @Override
    void close();
}
