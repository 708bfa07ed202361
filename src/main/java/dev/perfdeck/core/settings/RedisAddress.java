package dev.perfdeck.core.settings;

import java.util.regex.Pattern;

/// Checks `redis://[user@]host[:port][/database]`, `rediss://…`, `redis-socket:///path` and
/// `redis-sentinel://[user@]host[:port][,host…][/database]#master`.
final class RedisAddress {
    private static final String SHAPE =
            "redis://HOST:PORT/0, rediss://HOST:PORT/0, redis-socket:///PATH or redis-sentinel://HOST:PORT/0#MASTER";
    private static final String SENTINELS = "redis-sentinel://HOST:26379,HOST:26379/0#MASTER";
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern DATABASE = Pattern.compile("(/([0-9]{1,4})?)?");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SOCKET = Pattern.compile("/[A-Za-z0-9._/+-]{1,107}(\\?database=[0-9]{1,4})?");

    private RedisAddress() {}

    static String check(Given given) {
        String url = given.line();
        String instead = PastedUrl.instead(given, RedisAddress::check);
        if (!instead.isEmpty()) {
            throw given.reject("carries a password", instead);
        }
        int at = url.lastIndexOf('@');
        int start = url.indexOf("://") + 3;
        if (start < 3 || (at >= 0 && at < start)) {
            throw given.reject("is not a Redis URL", SHAPE);
        }
        if (at >= 0 && !USER.matcher(url.substring(start, at)).matches()) {
            throw given.reject("carries a password", "at most a user name before @; " + NoPasswords.WHERE_THEY_GO);
        }
        String rest = url.substring(Math.max(start, at + 1));
        switch (url.substring(0, start)) {
            case "redis://", "rediss://" -> server(given, rest);
            case "redis-sentinel://", "rediss-sentinel://" -> sentinels(given, rest);
            case "redis-socket://" -> socket(given, rest);
            default -> throw given.reject("is not a Redis URL", SHAPE);
        }
        return url;
    }

    private static void server(Given given, String rest) {
        Ascii.hostAndPort(given, hosts(given, rest, SHAPE));
    }

    private static void sentinels(Given given, String rest) {
        int mark = rest.indexOf('#');
        if (mark < 0 || !MASTER.matcher(rest.substring(mark + 1)).matches()) {
            throw given.reject("does not name the master that the Sentinels watch", SENTINELS);
        }
        for (String host : hosts(given, rest.substring(0, mark), SENTINELS).split(",", -1)) {
            Ascii.hostAndPort(given, host);
        }
    }

    /// What stands before the database number, which is checked here.
    private static String hosts(Given given, String place, String shape) {
        if (place.indexOf('?') >= 0 || place.indexOf('#') >= 0) {
            throw given.reject("has parameters, which are not allowed", shape);
        }
        int slash = place.indexOf('/');
        if (slash >= 0 && !DATABASE.matcher(place.substring(slash)).matches()) {
            throw given.reject("has no valid database number", shape);
        }
        return slash < 0 ? place : place.substring(0, slash);
    }

    private static void socket(Given given, String rest) {
        if (!SOCKET.matcher(rest).matches()) {
            throw given.reject("has no valid socket path", "redis-socket:///run/redis/redis.sock");
        }
    }
}
