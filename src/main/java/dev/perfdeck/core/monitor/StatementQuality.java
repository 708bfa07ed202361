package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.StatementNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How far the figures of statements can be trusted, as watched from poll to poll. Polls feed it; the rest is safe on
/// any thread.
final class StatementQuality {
    /// A reset of ours shows within a poll or two, or never.
    private static final Duration OURS = Duration.ofSeconds(15);

    private final EventLog events;
    private final AtomicLong evicted = new AtomicLong();
    private volatile List<StatementNotice> missing = List.of();
    private volatile @Nullable StatementInfo info;
    private volatile @Nullable Instant foreignReset;
    private volatile long oursUntilNanos;
    private volatile boolean ours;

    StatementQuality(EventLog events) {
        this.events = events;
    }

    /// A new session, or one that may do more now.
    void connected(PgFacts facts) {
        missing = facts.notices();
        if (facts.statements().isEmpty()) {
            info = null;
        }
    }

    void read(StatementSnapshot now) {
        info = now.info();
    }

    /// The next reset that shows is our own.
    void expectReset() {
        oursUntilNanos = System.nanoTime() + OURS.toNanos();
        ours = true;
    }

    void compare(StatementSnapshot before, StatementSnapshot now) {
        var at = Instant.ofEpochSecond(now.second());
        if (now.resetSince(before)) {
            var words = "pg_stat_statements was reset";
            events.add(new Event(at, Event.Kind.BASELINE, words, words + "."));
            if (!ours || System.nanoTime() - oursUntilNanos > 0) {
                foreignReset = at;
            }
            ours = false;
        }
        var more = now.evictedSince(before);
        if (more > 0 && evicted.get() == 0) {
            var text = "pg_stat_statements drops entries to make room: raise pg_stat_statements.max for full figures.";
            events.add(new Event(at, Event.Kind.WARNING, "statements evicted", text));
        }
        evicted.addAndGet(more);
    }

    long evicted() {
        return evicted.get();
    }

    /// A reset is told for as long as the hour that it cut short.
    ///
    /// @param nowSecond newest second that was read; `Long.MIN_VALUE` before the first
    List<StatementNotice> notices(long nowSecond) {
        var known = info;
        var reset = Optional.ofNullable(foreignReset).filter(at -> nowSecond - at.getEpochSecond() < History.SECONDS);
        return known == null
                ? missing
                : Stream.concat(missing.stream(), StatementNotices.of(known, evicted(), reset).stream())
                        .toList();
    }
}
