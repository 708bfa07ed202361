package dev.perfdeck.core.cache.method;

import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.core.cache.CacheService;
import dev.perfdeck.core.cache.Keys;
import dev.perfdeck.core.cache.ResourcePolicy;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads an interface's annotations and refuses, with a reason, what cannot be.
final class Plans {
    private final CacheService cache;
    private final Map<String, Method> prefixes = new HashMap<>();
    private final Map<Method, Plan> plans = new HashMap<>();

    private Plans(CacheService cache) {
        this.cache = cache;
    }

    static Map<Method, Plan> of(Class<?> type, CacheService cache) {
        var plans = new Plans(cache);
        for (var method : type.getMethods()) {
            plans.add(method);
        }
        return Map.copyOf(plans.plans);
    }

    private void add(Method method) {
        var cached = method.getAnnotation(Cached.class);
        var invalidate = method.getAnnotation(InvalidateCache.class);
        require(cached == null || invalidate == null, method, "it is both @Cached and @InvalidateCache", "Choose one.");
        if (cached != null) {
            plans.put(method, cached(method, cached));
        } else if (invalidate != null) {
            plans.put(method, new Invalidating(method, invalidate, cache));
        }
    }

    private Plan cached(Method method, Cached cached) {
        require(method.getReturnType() != void.class, method, "it returns nothing", "Return what is to be cached.");
        require(cached.ttl() > 0, method, "its ttl is " + cached.ttl() + " s", "Give a positive one.");
        var twin = prefixes.putIfAbsent(cached.prefix(), method);
        require(twin == null, method, "its keys would be those of " + twin, "Give each method a prefix of its own.");
        for (var parameter : method.getParameters()) {
            require(
                    Keys.mayBeKey(parameter.getType()),
                    method,
                    "parameter '" + parameter.getName() + "' of type "
                            + parameter.getType().getName() + " has no text that is the same on every JVM",
                    "Pass an id, or make the type a record.");
        }
        return plan(method, cached);
    }

    private Plan plan(Method method, Cached cached) {
        var when = condition(method, cached);
        var policy = policy(cached);
        Class<?> raw = method.getReturnType();
        if (CompletionStage.class.isAssignableFrom(raw)) {
            require(
                    raw.isAssignableFrom(CompletableFuture.class),
                    method,
                    "it returns a " + raw.getName(),
                    "Return a CompletionStage.");
            var type = argument(method);
            return (arguments, call) -> when.cached(arguments) ? later(key(policy, type, arguments), call) : call.run();
        }
        if (raw == Optional.class) {
            var type = argument(method);
            return (arguments, call) ->
                    when.cached(arguments) ? optional(key(policy, type, arguments), call) : call.run();
        }
        var type = method.getGenericReturnType();
        return (arguments, call) -> when.cached(arguments)
                ? cache.blocking().getOrLoad(key(policy, type, arguments), call::run)
                : call.run();
    }

    private static CacheKey<Object> key(ResourcePolicy policy, Type type, @Nullable Object[] arguments) {
        return policy.generic(type, arguments);
    }

    private CompletionStage<@Nullable Object> later(CacheKey<Object> key, Plan.Call call) {
        return cache.getOrLoad(key, () -> stage(call));
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<@Nullable Object> stage(Plan.Call call) {
        try {
            var stage = (CompletionStage<@Nullable Object>) call.run();
            return stage == null ? CompletableFuture.completedFuture(null) : stage;
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Object optional(CacheKey<Object> key, Plan.Call call) throws Exception {
        return Optional.ofNullable(cache.blocking().<Object>getOrLoad(key, () -> {
            var found = (Optional<?>) call.run();
            return found == null ? null : found.orElse(null);
        }));
    }

    private static ResourcePolicy policy(Cached cached) {
        var policy = new ResourcePolicy(cached.prefix(), Duration.ofSeconds(cached.ttl()), cached.prefix() + ":*")
                .rememberingNull(Duration.ofSeconds(cached.nullTtl()))
                .nearFor(Duration.ofSeconds(cached.near()))
                .staleOnError(Duration.ofSeconds(cached.staleOnError()))
                .tagged(cached.tags());
        return cached.oncePerFleet() ? policy.oncePerFleet(policy.lease()) : policy;
    }

    private static Type argument(Method method) {
        var type = method.getGenericReturnType() instanceof ParameterizedType generic
                ? generic.getActualTypeArguments()[0]
                : null;
        if (type instanceof Class<?> || type instanceof ParameterizedType) {
            return type;
        }
        throw refusal(method, "it does not say of what its result is", "Return, say, an Optional<Workflow>.");
    }

    private static When condition(Method method, Cached cached) {
        try {
            var constructor = cached.when().getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw refusal(
                    method, cached.when().getName() + " cannot be made", "Give it a constructor without parameters.");
        }
    }

    static void require(boolean fits, Method method, String why, String remedy) {
        if (!fits) {
            throw refusal(method, why, remedy);
        }
    }

    private static IllegalArgumentException refusal(Method method, String why, String remedy) {
        return new IllegalArgumentException(method.getDeclaringClass().getName() + "." + method.getName()
                + " cannot be cached: " + why + ". " + remedy);
    }
}
