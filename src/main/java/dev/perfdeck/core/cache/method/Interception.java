package dev.perfdeck.core.cache.method;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks up what is to be done for a method, and does it.
record Interception(Object target, Map<Method, Plan> plans) implements InvocationHandler {
    private static final Object[] NONE = {};

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        if (method.getDeclaringClass() == Object.class && method.getName().equals("equals")) {
            return given[0] != null
                    && Proxy.isProxyClass(given[0].getClass())
                    && Proxy.getInvocationHandler(given[0]).equals(this);
        }
        var plan = plans.get(method);
        return plan == null ? call(method, given) : plan.run(given, () -> call(method, given));
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
