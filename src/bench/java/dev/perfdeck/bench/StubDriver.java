package dev.perfdeck.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A driver that does nothing at all: each query gives one row with one word.
final class StubDriver {
    private StubDriver() {}

    static DataSource source() {
        var meta = stub(DatabaseMetaData.class, (_, method, _) -> nothing(method.getReturnType()));
        var connection = new Connection[1];
        connection[0] = stub(Connection.class, (_, method, _) -> switch (method.getName()) {
            case "prepareStatement" -> statement();
            case "getMetaData" -> meta;
            default -> nothing(method.getReturnType());
        });
        return stub(
                DataSource.class,
                (_, method, _) ->
                        method.getName().equals("getConnection") ? connection[0] : nothing(method.getReturnType()));
    }

    private static PreparedStatement statement() {
        return stub(
                PreparedStatement.class,
                (_, method, _) -> method.getName().equals("executeQuery") ? rows() : nothing(method.getReturnType()));
    }

    private static ResultSet rows() {
        var read = new AtomicBoolean();
        return stub(ResultSet.class, (_, method, _) -> switch (method.getName()) {
            case "next" -> !read.getAndSet(true);
            case "getString" -> "word";
            default -> nothing(method.getReturnType());
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StubDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 0;
        }
        return type == long.class ? (Object) 0L : null;
    }
}
