package dev.perfdeck.api;

import dev.perfdeck.model.Fault;
import java.util.LinkedHashMap;
import java.util.Map;

/// Errors as `application/problem+json` (RFC 9457). Nothing that the caller sent is repeated in them.
final class Problem {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    private Problem() {}

    static String title(int status) {
        return status == 200 ? "OK" : TITLES.getOrDefault(status, "Error");
    }

    static Answer of(int status, String detail) {
        return of(status, detail, "");
    }

    static Answer of(Fault fault) {
        int status = switch (fault) {
            case Fault.Unreachable _, Fault.Unavailable _, Fault.MissingExtension _ -> 503;
            case Fault.Denied _, Fault.PasswordWanted _ -> 502;
            case Fault.TimedOut _ -> 504;
            case Fault.Rejected _ -> 400;
            case Fault.MigrationFailed _, Fault.Internal _ -> 500;
        };
        return of(status, fault.summary(), fault.remedy());
    }

    private static Answer of(int status, String detail, String remedy) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("type", "about:blank");
        shape.put("title", title(status));
        shape.put("status", status);
        shape.put("detail", detail);
        if (!remedy.isEmpty()) {
            shape.put("remedy", remedy);
        }
        return new Answer(status, "application/problem+json", Json.bytes(shape), Map.of(), false);
    }
}
