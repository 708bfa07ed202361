package dev.perfdeck.core.cache.method;

import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.Keys;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Invalidates after the method has succeeded.
final class Invalidating implements Plan {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)\\}");

    private final InvalidateCache what;
    private final CacheService cache;

    Invalidating(Method method, InvalidateCache what, CacheService cache) {
        this.what = what;
        this.cache = cache;
        Plans.require(
                what.value().length + what.tags().length > 0,
                method,
                "@InvalidateCache names nothing",
                "Name a pattern such as \"workflow:*\", or a tag.");
        for (var pattern : what.value()) {
            Plans.require(
                    !pattern.chars().allMatch(c -> c == '*'),
                    method,
                    "the pattern '" + pattern + "' matches every key",
                    "Name the keys that change, or call invalidateNamespace.");
            check(method, pattern);
        }
        for (var tag : what.tags()) {
            check(method, tag);
        }
    }

    private static void check(Method method, String text) {
        PLACE.matcher(text)
                .results()
                .forEach(place -> Plans.require(
                        Integer.parseInt(place.group(1)) < method.getParameterCount(),
                        method,
                        "'" + text + "' speaks of an argument that it does not have",
                        "{0} is the first."));
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments, Call method) throws Exception {
        var result = method.run();
        if (result instanceof CompletionStage<?> stage) {
            return stage.thenApplyAsync(
                    done -> {
                        invalidate(arguments);
                        return done;
                    },
                    task -> Thread.ofVirtual().start(task));
        }
        invalidate(arguments);
        return result;
    }

    private void invalidate(@Nullable Object[] arguments) {
        for (var pattern : what.value()) {
            cache.blocking().invalidate(filled(pattern, arguments, true));
        }
        for (var tag : what.tags()) {
            cache.blocking().invalidateTag(filled(tag, arguments, false));
        }
    }

    private static String filled(String text, @Nullable Object[] arguments, boolean pattern) {
        return PLACE.matcher(text).replaceAll(place -> {
            var value = Keys.of("", arguments[Integer.parseInt(place.group(1))]).substring(1);
            return java.util.regex.Matcher.quoteReplacement(
                    pattern ? value.replaceAll("([\\\\*?\\[\\]^])", "\\\\$1") : value);
        });
    }
}
