package dev.perfdeck.app;

import dev.perfdeck.core.migrate.health.HealthReader;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.health.IndexHealth;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks at the indexes of one database, each time over a short session of its own. Safe on any thread.
final class IndexHealthWatch implements IndexHealthRoom {
    private final PgTarget target;
    private final HealthReader reader = new HealthReader(HealthReader.Limits.USUAL);
    private volatile Optional<IndexHealth> last = Optional.empty();
    private @Nullable Job<IndexHealth, String> under;

    IndexHealthWatch(PgTarget target) {
        this.target = target;
    }

    @Override
    public Optional<IndexHealth> last() {
        return last;
    }

    @Override
    public synchronized Job<IndexHealth, String> look() {
        var running = under;
        if (running != null) {
            return running;
        }
        Job<IndexHealth, String> started = Job.start("look at index health", (_, _) -> {
            try {
                var seen = read();
                last = Optional.of(seen);
                return seen;
            } finally {
                ended();
            }
        });
        under = started;
        return started;
    }

    private synchronized void ended() {
        under = null;
    }

    private IndexHealth read() {
        try (var connection = target.open(PgRole.READ)) {
            return reader.read(connection);
        } catch (SQLException e) {
            throw target.fault(e);
        }
    }
}
