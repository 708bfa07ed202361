package dev.perfdeck.core.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Checks `jdbc:postgresql://host[:port][,host[:port]…]/database[?parameter=value…]`. Only parameters that cannot load
/// a class, write a file or weaken the protocol are let through.
final class JdbcAddress {
    private static final String PREFIX = "jdbc:postgresql://";
    private static final String SHAPE = "jdbc:postgresql://HOST:PORT/DATABASE?sslmode=verify-full";
    private static final Set<String> ALLOWED = new TreeSet<>(Set.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslNegotiation",
            "channelBinding",
            "connectTimeout",
            "loginTimeout",
            "socketTimeout",
            "tcpKeepAlive",
            "currentSchema",
            "targetServerType",
            "loadBalanceHosts",
            "hostRecheckSeconds",
            "gssEncMode"));
    private static final Set<String> SSL_MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private JdbcAddress() {}

    static String check(Given given) {
        String url = given.line();
        String instead = PastedUrl.instead(given, JdbcAddress::check);
        if (!instead.isEmpty()) {
            throw given.reject("carries a user name or a password", instead);
        }
        if (!url.startsWith(PREFIX)) {
            throw given.reject("is not a PostgreSQL JDBC URL", SHAPE);
        }
        if (url.indexOf('@') >= 0) {
            throw given.reject(
                    "carries a user name or a password", "the user in user = \"…\"; " + NoPasswords.WHERE_THEY_GO);
        }
        String[] parts = url.substring(PREFIX.length()).split("\\?", 2);
        int slash = parts[0].indexOf('/');
        if (slash < 0 || slash == parts[0].length() - 1) {
            throw given.reject("names no database", SHAPE);
        }
        for (String host : parts[0].substring(0, slash).split(",", -1)) {
            Ascii.hostAndPort(given, host);
        }
        database(given, decoded(given, parts[0].substring(slash + 1)));
        if (parts.length == 2) {
            parameters(given, parts[1]);
        }
        return url;
    }

    /// A name with `=` or a blank is taken by some tools for a connection string of its own, with a host in it.
    private static void database(Given given, String name) {
        boolean odd = name.codePoints()
                .anyMatch(c -> "=?&/\\#".indexOf(c) >= 0
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT);
        if (odd || name.getBytes(StandardCharsets.UTF_8).length > 63) {
            throw given.reject(
                    "has a database name that is not safe to pass on",
                    "a name of at most 63 bytes without blanks, =, ?, &, # and slashes");
        }
    }

    private static void parameters(Given given, String query) {
        var seen = new HashSet<String>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : decoded(given, parameter.substring(0, equals));
            allowed(given, name);
            if (!seen.add(name)) {
                throw given.reject("gives " + name + " twice", "each parameter once");
            }
            value(given, name, decoded(given, parameter.substring(equals + 1)));
        }
    }

    private static void allowed(Given given, String name) {
        if (List.of("password", "user", "sslpassword").contains(name.toLowerCase(Locale.ROOT))) {
            throw given.reject(
                    "carries a user name or a password", "the user in user = \"…\"; " + NoPasswords.WHERE_THEY_GO);
        }
        if (!ALLOWED.contains(name)) {
            String what = name.matches("[A-Za-z][A-Za-z0-9]{0,40}") ? "parameter " + name : "parameter without a name";
            throw given.reject("has a " + what + " that is not allowed", "only " + String.join(", ", ALLOWED));
        }
    }

    private static void value(Given given, String name, String value) {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw given.reject("gives no value for " + name, name + "=VALUE");
        }
        if (name.equals("sslmode") && !SSL_MODES.contains(value)) {
            throw given.reject("has an unknown sslmode", "one of " + String.join(", ", new TreeSet<>(SSL_MODES)));
        }
        if (name.endsWith("Timeout") && !value.matches("[0-9]{1,6}")) {
            throw given.reject("has a " + name + " that is no number", name + " in whole seconds");
        }
    }

    private static String decoded(Given given, String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw given.reject("has a % that starts no code", "%25 for a percent sign");
        }
    }
}
