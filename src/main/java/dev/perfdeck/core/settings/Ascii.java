package dev.perfdeck.core.settings;

import java.net.IDN;
import java.util.regex.Pattern;

/// Host names and ports, in ASCII only: other scripts have digits and letters that look like ours and are not.
final class Ascii {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_-]{1,63})*\\.?");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

    private Ascii() {}

    /// `host`, `host:port`, `[::1]:port`.
    static void hostAndPort(Given given, String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        host(given, hasPort ? text.substring(0, colon) : text);
        if (hasPort) {
            port(given, text.substring(colon + 1));
        }
    }

    private static void host(Given given, String host) {
        if (host.chars().anyMatch(c -> c > 0x7F)) {
            throw given.reject("has a host name with letters outside ASCII", "its ASCII form" + punycode(host));
        }
        if (host.startsWith("[") && host.contains("%")) {
            throw given.reject("has an IPv6 address with a zone", "an address without %zone, or a name");
        }
        if (!IPV6.matcher(host).matches()
                && !(host.length() <= 253 && NAME.matcher(host).matches())) {
            throw given.reject("has no valid host", "a host name, an IPv4 address or [an IPv6 address]");
        }
    }

    private static String punycode(String host) {
        try {
            return ", " + Rejection.named(IDN.toASCII(host)) + ", if that is the host you mean";
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static void port(Given given, String port) {
        if (!PORT.matcher(port).matches() || Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535) {
            throw given.reject("has no valid port", "a port from 1 to 65535 in plain digits");
        }
    }
}
