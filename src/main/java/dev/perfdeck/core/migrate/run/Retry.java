package dev.perfdeck.core.migrate.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// How a strong lock is asked for: shortly, and again after a pause that grows and is never the same for two.
///
/// @param lockWait how long one try waits for a lock
/// @param first    the first pause; each later one is twice as long, up to 30 s
/// @param tries    in all
public record Retry(Duration lockWait, Duration first, int tries) {
    static final Retry DEFAULT = new Retry(Duration.ofSeconds(2), Duration.ofMillis(500), 12);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /// Lock not available, deadlock, serialization failure.
    private static final Set<String> STATES = Set.of("55P03", "40P01", "40001");

    static boolean worthIt(SQLException e) {
        return e.getSQLState() != null && STATES.contains(e.getSQLState());
    }

    boolean again(int tried) {
        return tried < tries;
    }

    Duration pause(int tried) {
        var whole = Math.min(LONGEST.toMillis(), first.toMillis() << Math.min(tried - 1, 16));
        return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
    }

    String limit(String start) {
        return start + lockWait.toMillis();
    }
}
