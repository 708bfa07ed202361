package dev.perfdeck.core.cache.line;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// A Lua script that is sent by its digest, and whole to a server that does not know it yet. Immutable.
public final class Script {
    private final byte[] source;
    private final String digest;
    private final ScriptOutputType type;

    /// Reads the script from a resource beside `owner`.
    public Script(Class<?> owner, String name, ScriptOutputType type) {
        try (var in = Objects.requireNonNull(owner.getResourceAsStream(name), name)) {
            source = in.readAllBytes();
            digest = Base16.digest(source);
            this.type = type;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] source() {
        return source.clone();
    }

    /// Runs it; the keys must lie in one slot.
    public <T> CompletableFuture<T> run(
            RedisClusterAsyncCommands<String, byte[]> redis, String[] keys, byte[]... arguments) {
        CompletionStage<T> known = redis.evalsha(digest, type, keys, arguments);
        return known.handle((answer, error) -> error == null
                        ? CompletableFuture.completedFuture(answer)
                        : this.<T>whole(redis, error, keys, arguments))
                .thenCompose(answer -> answer)
                .toCompletableFuture();
    }

    private <T> CompletionStage<T> whole(
            RedisClusterAsyncCommands<String, byte[]> redis, Throwable error, String[] keys, byte[]... arguments) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof RedisNoScriptException
                ? redis.eval(source, type, keys, arguments)
                : CompletableFuture.failedFuture(cause);
    }

    /// A number as an argument.
    public static byte[] bytes(long number) {
        return bytes(Long.toString(number));
    }

    /// A text as an argument.
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
