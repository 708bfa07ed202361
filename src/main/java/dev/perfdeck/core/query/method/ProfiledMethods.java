package dev.perfdeck.core.query.method;

import dev.perfdeck.core.query.QueryProfiler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Makes methods named queries. Safe on any thread.
public final class ProfiledMethods {
    private final QueryProfiler profiler;

    public ProfiledMethods(QueryProfiler profiler) {
        this.profiler = profiler;
    }

    /// An instance of the interface whose annotated methods are timed; all others go straight to `target`.
    ///
    /// @throws IllegalArgumentException that says which method cannot be profiled, why, and what to do
    public <I> I wrap(Class<I> type, I target) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no interface: take the methods to be profiled out into one.");
        }
        if (type.isSealed() || type.isAnnotation()) {
            throw new IllegalArgumentException(type.getName()
                    + " is sealed or an annotation, and cannot be stood in for: use QueryProfiler.profile in it.");
        }
        checkTarget(type, target.getClass());
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new TimedCalls(target, names(type), profiler)));
    }

    private static Map<Method, String> names(Class<?> type) {
        var names = new HashMap<Method, String>();
        for (var method : type.getMethods()) {
            var query = method.getAnnotation(ProfileQuery.class);
            if (query != null) {
                names.put(method, name(method, query));
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getName() + " has no method with @ProfileQuery: there is nothing to profile.");
        }
        return Map.copyOf(names);
    }

    private static String name(Method method, ProfileQuery query) {
        if (query.value().isBlank()) {
            throw wrong(method, "its name is blank", "say @ProfileQuery(\"" + method.getName() + "\")");
        }
        if (Modifier.isStatic(method.getModifiers())) {
            throw wrong(method, "a static method is not called through an instance", "use QueryProfiler.profile");
        }
        var result = method.getReturnType();
        if (isRead(result)) {
            throw wrong(
                    method,
                    "what it returns is read after it has returned (" + result.getSimpleName() + ")",
                    "return a List, an Optional or a CompletionStage, or use QueryProfiler.profile around the reading");
        }
        return query.value();
    }

    private static boolean isRead(Class<?> result) {
        boolean future = Future.class.isAssignableFrom(result)
                && !java.util.concurrent.CompletionStage.class.isAssignableFrom(result);
        return future
                || BaseStream.class.isAssignableFrom(result)
                || Iterator.class.isAssignableFrom(result)
                || Flow.Publisher.class.isAssignableFrom(result)
                || java.sql.ResultSet.class.isAssignableFrom(result)
                || Arrays.stream(result.getInterfaces())
                        .anyMatch(it -> it.getName().equals("org.reactivestreams.Publisher"));
    }

    /// An annotation on the class is not seen through the interface; passed over, its query would be missing.
    private static void checkTarget(Class<?> type, Class<?> target) {
        for (var method : target.getMethods()) {
            if (method.isAnnotationPresent(ProfileQuery.class) && !annotated(type, method)) {
                throw wrong(
                        method,
                        "the annotation stands on the class",
                        "put it on the method of " + type.getName() + ", through which it is called");
            }
        }
    }

    private static boolean annotated(Class<?> type, Method method) {
        try {
            return type.getMethod(method.getName(), method.getParameterTypes()).isAnnotationPresent(ProfileQuery.class);
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static IllegalArgumentException wrong(Method method, String why, String instead) {
        return new IllegalArgumentException(method.getDeclaringClass().getName() + "." + method.getName()
                + " cannot be profiled: " + why + "; " + instead + ".");
    }

    /// For tests of equality in the handler.
    @SuppressWarnings("ReferenceEquality") // the very same object is meant
    static boolean sameTarget(Object target, @Nullable Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof TimedCalls calls
                && calls.target() == target;
    }
}
