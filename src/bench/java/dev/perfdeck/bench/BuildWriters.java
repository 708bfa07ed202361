package dev.perfdeck.bench;

import dev.perfdeck.support.PgServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Applications that write into a table while something is done to it: each updates one row and inserts one into a
/// ledger, at a fixed rate; a write counts from the moment when it was due, so that a stall is not hidden by the writes
/// that it kept from being sent.
final class BuildWriters implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final long EVERY_NANOS = 10_000_000;

    private final PgServer server;
    private final long rows;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final List<CompletableFuture<Void>> writers = new ArrayList<>();
    private volatile Histogram latency = new ConcurrentHistogram(3);

    BuildWriters(PgServer server, long rows) throws SQLException {
        this.server = server;
        this.rows = rows;
        server.execute("DROP TABLE IF EXISTS ledger", "CREATE TABLE ledger (id bigint)");
        for (int i = 0; i < WRITERS; i++) {
            int seed = i;
            writers.add(CompletableFuture.runAsync(
                    () -> write(seed), task -> Thread.ofPlatform().start(task)));
        }
    }

    private void write(int seed) {
        try (var connection = server.connect();
                var update = connection.prepareStatement("WITH changed AS (UPDATE big SET b = b + 1 WHERE id = ?"
                        + " RETURNING id) INSERT INTO ledger SELECT id FROM changed")) {
            var due = System.nanoTime();
            for (long n = seed; !stop.get(); n += 7919) {
                LockSupport.parkNanos(due - System.nanoTime());
                update.setLong(1, 1 + n * 104_729 % rows);
                try {
                    acknowledged.addAndGet(update.executeUpdate());
                } catch (SQLException e) {
                    failed.incrementAndGet();
                }
                latency.recordValue(Math.max(1, (System.nanoTime() - due) / 1000));
                due += EVERY_NANOS;
            }
        } catch (SQLException e) {
            failed.incrementAndGet();
        }
    }

    /// Milliseconds that 99 of 100 writes took at most while that was done.
    double p99(MigrateBench.Deed deed) throws Exception {
        var during = new ConcurrentHistogram(3);
        latency = during;
        deed.run();
        latency = new ConcurrentHistogram(3);
        return during.getValueAtPercentile(99) / 1e3;
    }

    long failed() {
        return failed.get();
    }

    /// Writes that were acknowledged and are not there.
    long lost() throws SQLException {
        return acknowledged.get() - Long.parseLong(server.ask("SELECT count(*) FROM ledger"));
    }

    /// Waits for the writes under way.
    void stop() {
        stop.set(true);
        writers.forEach(CompletableFuture::join);
    }

    @Override
    public void close() {
        stop();
    }
}
