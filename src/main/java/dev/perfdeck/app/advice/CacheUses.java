package dev.perfdeck.app.advice;

import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.KeySample;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The application's resource types as they are used, and which of them a table's rows are kept under. Stateless.
public final class CacheUses {
    private CacheUses() {}

    /// @param types  with what was read within `span`
    /// @param sample of keys, the last one; where it asked for lifetimes, it tells them
    public static List<CachedType> of(
            List<CacheType> types, Duration span, String namespace, Optional<KeySample> sample) {
        double seconds = Math.max(1, span.toMillis() / 1e3);
        return types.stream()
                .map(it -> new CachedType(
                        it.type(),
                        it.span().hits() / seconds,
                        it.span().misses() / seconds,
                        sample.flatMap(keys -> lives(keys, namespace + ":" + it.type() + ":*"))))
                .toList();
    }

    private static Optional<Duration> lives(KeySample sample, String prefix) {
        return sample.groups().stream()
                .filter(it -> it.prefix().equals(prefix))
                .findFirst()
                .flatMap(KeyGroup::ttlMost);
    }

    /// A resource type is named for what it holds: `workflow` for answers from `workflows`. The longest name wins.
    static Optional<CachedType> holding(List<CachedType> types, String table) {
        var name = table.substring(table.lastIndexOf('.') + 1).replace("\"", "").toLowerCase(Locale.ROOT);
        return types.stream()
                .filter(it -> name.startsWith(it.type().toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(it -> it.type().length()));
    }
}
