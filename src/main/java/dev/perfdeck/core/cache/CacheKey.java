package dev.perfdeck.core.cache;

import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where a value lies, what it is, and how it is cached. Immutable.
///
/// @param key  relative to the namespace: `workflow:17`
/// @param type of the value, for the codec
/// @param tags that can invalidate it
public record CacheKey<T>(String key, Type type, ResourcePolicy policy, Set<String> tags) {
    private static final int LONGEST = 1024;

    public CacheKey {
        if (key.isEmpty() || key.startsWith("$") || key.length() > LONGEST) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST
                    + " characters and does not begin with $, which is kept for the service");
        }
        if (!wellFormed(key)) {
            throw new IllegalArgumentException("a key must be well-formed text; Keys.of makes one of any text");
        }
        tags = Set.copyOf(tags);
    }

    /// Without half a surrogate pair, of which UTF-8 has no form.
    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// With more tags, such as those of the rows in a list; one may be named twice.
    public CacheKey<T> tagged(String... more) {
        var all = new HashSet<>(tags);
        all.addAll(List.of(more));
        return new CacheKey<>(key, type, policy, all);
    }
}
