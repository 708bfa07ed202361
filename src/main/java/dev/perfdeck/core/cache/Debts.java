package dev.perfdeck.core.cache;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Invalidations that Redis did not confirm. What they cover is not read from the cache until they are made good, so
/// that an outage loses none. Bounded: too many single keys become one namespace. Safe on any thread.
final class Debts {
    private static final int MOST = 10_000;

    sealed interface Debt {
        record Key(String key) implements Debt {}

        record Pattern(String pattern) implements Debt {}

        record Tag(String tag) implements Debt {}
    }

    private final Set<Debt> owed = new LinkedHashSet<>();
    private volatile boolean some;
    private volatile boolean wide;

    synchronized void owe(Debt debt) {
        if (owed.size() >= MOST) {
            owed.clear();
            owed.add(new Debt.Tag(""));
        }
        owed.add(debt);
        note();
    }

    synchronized List<Debt> all() {
        return List.copyOf(owed);
    }

    void paid(Debt debt) {
        if (some) {
            remove(debt);
        }
    }

    private synchronized void remove(Debt debt) {
        owed.remove(debt);
        note();
    }

    boolean some() {
        return some;
    }

    /// Whether the key may be stale because of a debt; a pattern or tag casts doubt on all.
    boolean cover(String key) {
        return some && (wide || owes(new Debt.Key(key)));
    }

    private synchronized boolean owes(Debt debt) {
        return owed.contains(debt);
    }

    private void note() {
        wide = owed.stream().anyMatch(debt -> !(debt instanceof Debt.Key));
        some = !owed.isEmpty();
    }
}
