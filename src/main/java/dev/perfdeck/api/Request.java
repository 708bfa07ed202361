package dev.perfdeck.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One well-formed request, read whole.
///
/// @param path    as sent, never decoded, without the query
/// @param query   as sent, without `?`; empty when there is none
/// @param headers by lower-case name, in the order sent
record Request(String method, String path, String query, boolean keepAlive, Map<String, List<String>> headers) {
    List<String> all(String name) {
        return headers.getOrDefault(name, List.of());
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }
}
