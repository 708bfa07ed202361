package dev.perfdeck.core.target;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Turns what Lettuce throws into a [Fault], by the first word of the server's error or by cause. Pure.
public final class RedisFaults {
    private static final Source REDIS = Source.REDIS;
    private static final String WAIT = "Nothing to do: Perfdeck tries again by itself.";

    private RedisFaults() {}

    /// @param address where the server is, without user or password
    public static Fault of(Throwable e, String address) {
        var refusal = Words.cause(e, RedisCommandExecutionException.class);
        if (refusal != null) {
            return refused(Words.firstLine(refusal.getMessage()));
        }
        var tls = Words.cause(e, SSLException.class);
        if (tls != null) {
            return new Fault.Denied(
                    REDIS,
                    "no trusted TLS connection: " + Words.firstLine(tls.getMessage()),
                    "Check the certificate and whether the URL should be redis:// or rediss://.");
        }
        if (timedOut(e)) {
            return new Fault.TimedOut(REDIS, "at " + address, RedisTarget.TIMEOUT);
        }
        return new Fault.Unreachable(REDIS, address, reason(e));
    }

    private static Fault refused(String message) {
        var word = message.split("[ :]", 2)[0];
        return switch (word) {
            case "NOAUTH", "WRONGPASS" ->
                new Fault.PasswordWanted(
                        REDIS, message, "Enter it in the window, or set PERFDECK_REDIS_PASSWORD, or use the keyring.");
            case "NOPERM" ->
                new Fault.Denied(REDIS, message, "ACL SETUSER … +info +hmget +latency +client ~NAMESPACE:$stats");
            case "LOADING" -> new Fault.Unavailable(REDIS, "it is loading its data", WAIT);
            case "BUSY" -> new Fault.Unavailable(REDIS, message, "A script blocks it: SCRIPT KILL ends it.");
            case "READONLY" -> new Fault.Unavailable(REDIS, "it is a replica and only reads", "Use the master.");
            case "MISCONF" -> new Fault.Unavailable(REDIS, message, "Mend its disk or its save settings.");
            case "OOM" ->
                new Fault.Unavailable(REDIS, "it is out of memory", "Raise maxmemory or set an eviction policy.");
            case "MASTERDOWN" -> new Fault.Unavailable(REDIS, "its master is down", WAIT);
            default -> other(message);
        };
    }

    private static Fault other(String message) {
        return message.contains("max number of clients")
                ? new Fault.Unavailable(REDIS, "too many clients", "Raise maxclients or end clients.")
                : message.contains("AUTH")
                        ? new Fault.Denied(REDIS, message, "Check whether this Redis wants a user and a password.")
                        : new Fault.Unavailable(REDIS, message, "See the server's log.");
    }

    private static boolean timedOut(Throwable e) {
        return Words.cause(e, RedisCommandTimeoutException.class) != null
                || Words.cause(e, SocketTimeoutException.class) != null
                || Words.cause(e, TimeoutException.class) != null
                || Words.cause(e, io.netty.channel.ConnectTimeoutException.class) != null;
    }

    private static String reason(Throwable e) {
        if (Words.cause(e, UnknownHostException.class) != null) {
            return "no such host";
        }
        var root = e;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root instanceof ConnectException ? "connection refused" : Words.firstLine(root.getMessage());
    }
}
