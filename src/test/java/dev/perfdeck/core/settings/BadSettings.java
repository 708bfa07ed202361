package dev.perfdeck.core.settings;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Configuration files with one mistake each: its line, the message, the beginning of what was expected.
final class BadSettings {
    private static final String OK = "[environments.a.redis]\nurl = \"redis://h\"\n";

    private BadSettings() {}

    static Stream<Arguments> all() {
        return Stream.of(keys(), values(), databases(), others()).flatMap(each -> each);
    }

    private static Stream<Arguments> keys() {
        return Stream.of(
                row(1, "not valid TOML at column 10", "", "active = hunter2\n"),
                row(4, "this key or table is defined twice", "each key", OK + "\nurl = \"redis://x\"\n"),
                row(4, "unknown key tragets", "did you mean targets?", OK + "\n[tragets]\n"),
                row(
                        3,
                        "unknown key poolsize",
                        "did you mean pool_size?",
                        database("jdbc:postgresql://h/d", "poolsize = 3")),
                row(3, "unknown key zzzzzzzz", "one of url, user", database("jdbc:postgresql://h/d", "zzzzzzzz = 3")),
                row(
                        3,
                        "unknown key colour",
                        "one of name, url",
                        "[environments.a.endpoints]\nprobes = [\n  { name = \"x\", url = \"http://h\", colour = 1 }]\n"),
                row(
                        3,
                        "a password does not belong in this file",
                        "remove it; set PERFDECK_",
                        database("jdbc:postgresql://h/d", "password = \"hunter2\"")),
                row(
                        2,
                        "a password does not belong in this file",
                        "remove it",
                        "[x]\ny = [{ Password = \"hunter2\" }]\n"),
                row(1, "there is no environment b", "one of a", "active = \"b\"\n" + OK),
                row(
                        0,
                        "active is missing",
                        "active = \"NAME\", one of a, b",
                        OK + "[environments.b.redis]\nurl = \"redis://h\"\n"),
                row(0, "no environment is configured", "a table", "[api]\nport = 1\n"),
                row(1, "environment a has nothing to watch", "a url in", "[environments.a]\nproduction = true\n"),
                row(
                        1,
                        "environment a b has a name that cannot be typed",
                        "up to 64",
                        "[environments.\"a b\"]\nproduction = true\n"),
                row(1, "url is missing", "url = ", "[environments.a.database]\nuser = \"x\"\n"));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                row(4, "port is out of range", "a whole number from 0 to 65535", OK + "[api]\nport = 65536\n"),
                row(5, "port is out of range", "a whole number from 0 to 65535", OK + "[api]\n\nport = -1\n"),
                row(4, "port is not of the right type", "a whole number", OK + "[api]\nport = \"8755\"\n"),
                row(4, "port is not of the right type", "a whole number", OK + "[api]\nport = 1.5\n"),
                row(
                        4,
                        "cache_hit_rate_percent is out of range",
                        "a number from 0 to 100",
                        OK + "[targets]\ncache_hit_rate_percent = 100.5\n"),
                row(4, "api_p95_ms is out of range", "a number from 1", OK + "[targets]\napi_p95_ms = nan\n"),
                row(4, "api_p95_ms is out of range", "a number from 1", OK + "[targets]\napi_p95_ms = inf\n"),
                row(
                        4,
                        "slow_query_ms is not of the right type",
                        "a whole number",
                        OK + "[targets]\nslow_query_ms = 1.5\n"),
                row(1, "targets is not of the right type", "a table, [targets]", "targets = 3\n" + OK),
                row(
                        3,
                        "pool_size is out of range",
                        "a whole number from 1 to 100",
                        database("jdbc:postgresql://h/d", "pool_size = 0")),
                row(
                        3,
                        "user is not of the right type",
                        "text in double quotes",
                        database("jdbc:postgresql://h/d", "user = 3")),
                row(
                        3,
                        "user is empty or holds control characters",
                        "plain text",
                        database("jdbc:postgresql://h/d", "user = \"\"")),
                row(3, "namespace is not a valid key prefix", "letters", OK + "namespace = \"a*\"\n"),
                row(
                        3,
                        "max_connections is out of range",
                        "a whole number from 1 to 1000",
                        OK + "max_connections = 0\n"));
    }

    private static Stream<Arguments> databases() {
        return Stream.of(
                url("jdbc:mysql://h/d", "url is not a PostgreSQL JDBC URL", "jdbc:postgresql://HOST"),
                url("jdbc:postgresql:d", "url is not a PostgreSQL JDBC URL", "jdbc:postgresql://HOST"),
                url("jdbc:postgresql://h", "url names no database", "jdbc:postgresql://HOST"),
                url("jdbc:postgresql:///d", "url has no valid host", "a host name"),
                url("jdbc:postgresql://u:hunter2@h/d", "url carries a user name or a password", "url = \"jdbc:"),
                url("jdbc:postgresql://h/d?password=hunter2", "url carries a user name or a password", "url = \"jdbc:"),
                url("jdbc:postgresql://h/d?pass%77ord=hunter2", "url carries a user name or a password", "the user in"),
                url("jdbc:postgresql://h:0/d", "url has no valid port", "a port from 1 to 65535"),
                url("jdbc:postgresql://h:65536/d", "url has no valid port", "a port from 1 to 65535"),
                url("jdbc:postgresql://h:-1/d", "url has no valid port", "a port from 1 to 65535"),
                url("jdbc:postgresql://h:５４３２/d", "url has no valid port", "a port from 1 to 65535"),
                url(
                        "jdbc:postgresql://[fe80::1%25eth0]/d",
                        "url has an IPv6 address with a zone", "an address without"),
                url(
                        "jdbc:postgresql://ехample.com/d",
                        "url has a host name with letters outside ASCII",
                        "its ASCII form, xn--"),
                url(
                        "jdbc:postgresql://h/host=evil dbname=x",
                        "url has a database name that is not safe to pass on",
                        "a name"),
                url("jdbc:postgresql://h/host%3Devil", "url has a database name that is not safe to pass on", "a name"),
                url(
                        "jdbc:postgresql://h/x%3Fsslmode=disable",
                        "url has a database name that is not safe to pass on", "a name"),
                url("jdbc:postgresql://h/d?sslmode=off", "url has an unknown sslmode", "one of allow"),
                url("jdbc:postgresql://h/d?sslmode=require&sslmode=disable", "url gives sslmode twice", "each"),
                param("socketFactory"),
                param("sslfactory"),
                param("sslhostnameverifier"),
                param("authenticationPluginClassName"),
                param("loggerFile"),
                param("preferQueryMode"),
                param("options"),
                param("ApplicationName"),
                param("service"));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                redis("http://h", "url is not a Redis URL", "redis://HOST"),
                redis("redis://:hunter2@h", "url carries a password", "url = \"redis://"),
                redis("redis://u:hunter2@h", "url carries a password", "url = \"redis://"),
                redis("redis://u:hun/ter?2#@h", "url carries a password", "at most a user name"),
                redis(
                        "redis-sentinel://h:26379/0",
                        "url does not name the master that the Sentinels watch",
                        "redis-sentinel://HOST"),
                redis("redis-sentinel://a,b:99999#m", "url has no valid port", "a port"),
                redis("redis-sentinel://u:hunter2@h#m", "url carries a password", "url = \"redis-sentinel://u@h#m"),
                redis("redis://h:99999", "url has no valid port", "a port"),
                redis("redis://h/x", "url has no valid database number", "redis://HOST"),
                redis("redis://h?timeout=1s", "url has parameters, which are not allowed", "redis://HOST"),
                endpoint("ftp://h", "performance_api is not an HTTP URL", "http://HOST"),
                endpoint("https://u:hunter2@h/x", "performance_api carries a user name or a password", "a URL without"),
                endpoint("https://h/x?y=1", "performance_api has parameters", "a base URL"),
                endpoint("https:///x", "performance_api has no valid host", "a host name"),
                row(
                        2,
                        "probes is not of the right type",
                        "a list like",
                        "[environments.a.endpoints]\nprobes = \"http://h\"\n"));
    }

    private static Arguments url(String url, String what, String expected) {
        return row(2, what, expected, database(url, ""));
    }

    private static Arguments param(String name) {
        return url(
                "jdbc:postgresql://h/d?" + name + "=hunter2",
                "url has a parameter " + name + " that is not allowed",
                "only channelBinding, ");
    }

    private static Arguments redis(String url, String what, String expected) {
        return row(2, what, expected, "[environments.a.redis]\nurl = \"" + url + "\"\n");
    }

    private static Arguments endpoint(String url, String what, String expected) {
        return row(2, what, expected, "[environments.a.endpoints]\nperformance_api = \"" + url + "\"\n");
    }

    private static String database(String url, String more) {
        return "[environments.a.database]\nurl = \"" + url + "\"\n" + more + "\n";
    }

    private static Arguments row(int line, String what, String expected, String toml) {
        return Arguments.of(line, what, expected, toml);
    }
}
