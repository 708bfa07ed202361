package dev.perfdeck.core.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a session while its caller still does something else; whoever asks first gets it, all others a new one. Safe
/// on any thread.
public final class Ahead implements ConnectionSource, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Ahead.class);

    private final ConnectionSource source;
    private final FutureTask<Connection> first;
    private final AtomicBoolean taken = new AtomicBoolean();

    public Ahead(ConnectionSource source) {
        this.source = source;
        this.first = new FutureTask<>(source::open);
        Thread.ofVirtual().name("session ahead").start(first);
    }

    @Override
    public Connection open() throws SQLException {
        if (!taken.getAndSet(true)) {
            try {
                return first.get();
            } catch (ExecutionException e) {
                log.debug("a session ahead: {}", e.getMessage()); // the next attempt will tell whoever asks
            } catch (InterruptedException e) {
                dropWhenOpen();
                Thread.currentThread().interrupt();
            }
        }
        return source.open();
    }

    /// Closes the session that nobody asked for.
    @Override
    public void close() {
        if (!taken.getAndSet(true)) {
            dropWhenOpen();
        }
    }

    private void dropWhenOpen() {
        Thread.ofVirtual().name("drop the session ahead").start(() -> {
            try {
                SqlFaults.closeQuietly(first.get());
            } catch (ExecutionException | InterruptedException e) {
                log.debug("a session ahead: {}", e.getMessage());
            }
        });
    }
}
