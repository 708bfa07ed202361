package dev.perfdeck.core.settings;

import java.util.regex.Pattern;

/// Checks `redis://[user@]host[:port][/database]`, `rediss://…` and `redis-socket:///path`.
final class RedisAddress {
    private static final String SHAPE = "redis://HOST:PORT/0, rediss://HOST:PORT/0 or redis-socket:///PATH";
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
            case "redis-socket://" -> socket(given, rest);
            default -> throw given.reject("is not a Redis URL", SHAPE);
        }
        return url;
    }

    private static void server(Given given, String rest) {
        int slash = rest.indexOf('/');
        if (rest.indexOf('?') >= 0 || rest.indexOf('#') >= 0) {
            throw given.reject("has parameters, which are not allowed", SHAPE);
        }
        Ascii.hostAndPort(given, slash < 0 ? rest : rest.substring(0, slash));
        if (!DATABASE.matcher(slash < 0 ? "" : rest.substring(slash)).matches()) {
            throw given.reject("has no valid database number", SHAPE);
        }
    }

    private static void socket(Given given, String rest) {
        if (!SOCKET.matcher(rest).matches()) {
            throw given.reject("has no valid socket path", "redis-socket:///run/redis/redis.sock");
        }
    }
}
