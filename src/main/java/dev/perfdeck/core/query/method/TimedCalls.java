package dev.perfdeck.core.query.method;

import dev.perfdeck.core.query.QueryProfiler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Calls the target, and times what has a name.
record TimedCalls(Object target, Map<Method, String> names, QueryProfiler profiler) implements InvocationHandler {
    private static final Object[] NONE = {};

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
            return ProfiledMethods.sameTarget(target, given[0]);
        }
        var name = names.get(method);
        if (name == null) {
            return call(method, given);
        }
        return CompletionStage.class.isAssignableFrom(method.getReturnType())
                ? stage(name, method, given)
                : profiler.profile(name, () -> call(method, given));
    }

    /// Counted once: when the stage completes, or at once where the call throws or gives none.
    private @Nullable Object stage(String name, Method method, @Nullable Object[] arguments) throws Exception {
        long start = System.nanoTime();
        boolean underWay = false;
        try {
            var result = call(method, arguments);
            if (!(result instanceof CompletionStage<?> stage)) {
                return result;
            }
            underWay = true;
            // The target's own stage is handed on, so that cancelling it means what it meant.
            stage.whenComplete(
                    (value, failure) -> profiler.record(name, System.nanoTime() - start, failure == null, rows(value)));
            return result;
        } finally {
            if (!underWay) {
                profiler.record(name, System.nanoTime() - start, false);
            }
        }
    }

    private static long rows(@Nullable Object value) {
        return switch (value) {
            case Collection<?> all -> all.size();
            case Optional<?> one -> one.isPresent() ? 1 : 0;
            case null, default -> 0;
        };
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Exception {
        try {
            return invoke(method, arguments);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private @Nullable Object invoke(Method method, @Nullable Object[] arguments)
            throws InvocationTargetException, IllegalAccessException {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            // An interface that only its own package sees; the proxy keeps the method, so this happens once.
            method.setAccessible(true);
            return method.invoke(target, arguments);
        }
    }
}
