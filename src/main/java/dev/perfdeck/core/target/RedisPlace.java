package dev.perfdeck.core.target;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// A checked Redis URL, taken apart: `redis://`, `rediss://`, `redis-socket://` or `redis-sentinel://`.
///
/// @param hosts    the server, or the Sentinels that know where it is; none for a socket
/// @param socket   path; empty where there are hosts
/// @param master   name by which the Sentinels know it; empty without Sentinels
/// @param user     of the ACL; empty for the default one
record RedisPlace(List<Host> hosts, String socket, String master, int database, String user, boolean encrypted) {
    static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26_379;

    record Host(String name, int port) {
        /// `host`, `host:port`, `[::1]:port`.
        static Host of(String text, int otherwise) {
            var colon = text.lastIndexOf(':');
            return colon > text.lastIndexOf(']')
                    ? new Host(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                    : new Host(text, otherwise);
        }

        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    static RedisPlace of(String url) {
        var scheme = url.substring(0, url.indexOf("://"));
        var rest = url.substring(scheme.length() + 3);
        var at = rest.lastIndexOf('@');
        var login = at < 0 ? "" : rest.substring(0, at);
        var user = login.split(":", 2)[0];
        var place = rest.substring(at + 1);
        return switch (scheme) {
            case "redis-socket" -> {
                var uri = URI.create(url);
                var query = uri.getQuery() == null ? "" : uri.getQuery();
                yield new RedisPlace(List.of(), uri.getPath(), "", digits(query), user, false);
            }
            case "redis-sentinel", "rediss-sentinel" -> {
                var named = place.split("#", 2);
                yield hosts(named[0], SENTINEL_PORT, named[1], user, scheme.startsWith("rediss"));
            }
            default -> hosts(place, PORT, "", user, scheme.equals("rediss"));
        };
    }

    private static RedisPlace hosts(String place, int port, String master, String user, boolean encrypted) {
        var parts = place.split("/", 2);
        var hosts = Arrays.stream(parts[0].split(","))
                .map(each -> Host.of(each, port))
                .toList();
        return new RedisPlace(hosts, "", master, digits(parts.length < 2 ? "" : parts[1]), user, encrypted);
    }

    private static int digits(String text) {
        var number = text.replaceAll("\\D", "");
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    boolean bySentinel() {
        return !master.isEmpty();
    }

    /// For messages: `host:6379/0`, `mymaster/0 by Sentinel host:26379`.
    @Override
    public String toString() {
        if (hosts.isEmpty()) {
            return socket + "/" + database;
        }
        return bySentinel()
                ? master + "/" + database + " by Sentinel " + hosts.getFirst()
                : hosts.getFirst() + "/" + database;
    }
}
