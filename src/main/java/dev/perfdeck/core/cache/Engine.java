package dev.perfdeck.core.cache;

import dev.perfdeck.core.cache.Debts.Debt;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat;
import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.near.Barriers;
import dev.perfdeck.core.cache.near.Coherence;
import dev.perfdeck.core.cache.near.NearCache;
import dev.perfdeck.core.cache.stats.SharedHash;
import dev.perfdeck.core.cache.stats.Tallies;
import dev.perfdeck.core.cache.stats.Windows;
import io.lettuce.core.api.push.PushMessage;

/// The parts of a service, put together, and what keeps them going.
final class Engine implements RedisLine.Events, AutoCloseable {
    private final RedisLine line;
    private final String prefix;
    private final Coherence coherence;
    private final Barriers barriers;
    private final NearCache near;
    private final Debts debts = new Debts();
    private final Landings landings;
    private final Store store;
    private final Leases leases;
    private final Writing writing;
    private final Reading reading;
    private final Changes changes;
    private final Tallies tallies = new Tallies();
    private final Windows windows = new Windows(tallies);
    private final SharedHash shared;
    private final Upkeep upkeep;

    @SuppressWarnings("this-escape")
    Engine(CacheOptions options) {
        prefix = options.namespace() + ":";
        var barrierPrefix = prefix + "$b:";
        boolean nearby = options.nearEntries() > 0;
        coherence =
                new Coherence(nearby ? prefix : barrierPrefix, !options.line().replicaReads());
        line = new RedisLine(options.line(), this);
        barriers = new Barriers(line, coherence, barrierPrefix);
        near = new NearCache(coherence, prefix.length(), options.nearEntries());
        landings = new Landings(line, prefix + "$landed");
        store = new Store(line, barriers, new EnvelopeFormat(options.compressOver(), options.longest()));
        leases = new Leases(store);
        writing = new Writing(store, new Codec(options.json()), near, coherence, landings.channel());
        var claims = new Claims(store, barriers, landings, prefix + "$lock:");
        var loading = new Loading(claims, barriers, writing, leases);
        reading = new Reading(prefix, line, store, barriers, coherence, near, debts, writing, loading, tallies);
        changes = new Changes(prefix, line, barriers, near, debts, writing, loading, tallies);
        shared = new SharedHash(line, tallies, options.namespace(), windows::reset);
        upkeep = new Upkeep(this, options, nearby);
        upkeep.start();
    }

    Reading reading() {
        return reading;
    }

    Changes changes() {
        return changes;
    }

    RedisLine line() {
        return line;
    }

    Tallies tallies() {
        return tallies;
    }

    Windows windows() {
        return windows;
    }

    SharedHash shared() {
        return shared;
    }

    CacheHealth health() {
        return new CacheHealth(
                line.isUp(), line.trouble(), debts.all().size(), near.size(), coherence.armed(), line.nodes());
    }

    /// What keeps the line and what hangs on it in order; called several times a second.
    void tend() {
        line.tend(this::pay);
        coherence.arm(line);
        leases.renew();
        if (debts.some() && line.isUp()) {
            try {
                pay();
                line.well();
            } catch (Down e) {
                // The next time.
            }
        }
    }

    void teach() {
        store.teach();
    }

    /// The near cache's clock.
    void tick() {
        near.tick();
    }

    /// Sees early that nobody answers, so that nothing remembered is served for long.
    void feel() {
        try {
            if (line.isUp()) {
                line.ask(redis -> redis.ping());
            }
        } catch (Down e) {
            // Counted by the breaker.
        }
    }

    private void pay() throws Down {
        for (var debt : debts.all()) {
            pay(debt);
            debts.paid(debt);
        }
    }

    /// Straight to the server: callers are not let in yet.
    private void pay(Debt debt) throws Down {
        switch (debt) {
            case Debt.Key(String key) -> line.repair(redis -> redis.unlink(key));
            case Debt.Tag(String tag) -> barriers.repair(tag);
            // A pattern may take long; the namespace's barrier covers it at once.
            case Debt.Pattern _ -> barriers.repair(Barriers.NAMESPACE);
        }
    }

    @Override
    public void connected() {
        Thread.ofVirtual().name("cache tracking").start(() -> {
            store.teach();
            coherence.arm(line);
        });
    }

    @Override
    public void lost() {
        coherence.lost();
    }

    @Override
    public void pushed(PushMessage message) {
        coherence.read(message, key -> {
            barriers.changed(key);
            near.forget(key);
        });
    }

    boolean quiet() {
        return writing.quiet();
    }

    @Override
    public void close() {
        upkeep.close();
        shared.flush();
        shared.forget();
        landings.close();
        line.close();
    }
}
