package dev.perfdeck.api;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What a request is answered with.
///
/// @param headers beyond type and length
/// @param last    whether the connection ends after it
record Answer(int status, String type, byte[] body, Map<String, String> headers, boolean last) {
    static Answer json(byte[] body) {
        return new Answer(200, "application/json", body, Map.of(), false);
    }

    static Answer text(String type, String body) {
        return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of(), false);
    }

    Answer with(String name, String value) {
        return new Answer(status, type, body, Map.of(name, value), last);
    }

    Answer closing() {
        return new Answer(status, type, body, headers, true);
    }
}
