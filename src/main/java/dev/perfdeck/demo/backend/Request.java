package dev.perfdeck.demo.backend;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a route gets: the variable parts of the path, and the query.
///
/// @param body as text; empty for a GET
record Request(List<String> variables, Map<String, String> query, String body) {
    private static final int MOST_IDS = 20;

    static Map<String, String> parse(@Nullable String rawQuery) throws Refused {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return Map.of();
        }
        try {
            return Arrays.stream(rawQuery.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(Collectors.toMap(
                            pair -> decode(pair[0]), pair -> pair.length < 2 ? "" : decode(pair[1]), (a, b) -> b));
        } catch (IllegalArgumentException e) {
            throw Refused.bad("the query cannot be decoded");
        }
    }

    String variable() {
        return variables.getFirst();
    }

    long id() throws Refused {
        try {
            return Long.parseLong(variable());
        } catch (NumberFormatException e) {
            throw Refused.bad("'" + variable() + "' is not an id");
        }
    }

    /// A few numbers, separated by commas.
    List<Long> ids(String name) throws Refused {
        try {
            return Arrays.stream(text(name).split(",", MOST_IDS))
                    .map(Long::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw Refused.bad(name + " must be up to " + MOST_IDS + " numbers such as 1,2,3");
        }
    }

    int page() throws Refused {
        try {
            int page = Integer.parseInt(query.getOrDefault("page", "0"));
            if (page >= 0 && page <= 10_000) {
                return page;
            }
        } catch (NumberFormatException e) {
            // Answered below, as a number out of range is.
        }
        throw Refused.bad("page must be a number from 0 to 10000");
    }

    String text(String name) throws Refused {
        return Optional.ofNullable(query.get(name))
                .filter(text -> !text.isBlank() && text.indexOf('\0') < 0)
                .orElseThrow(() -> Refused.bad(name + " is missing"));
    }

    Instant instant(String name) throws Refused {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw Refused.bad(name + " must be a time such as 2025-11-26T10:30:00Z");
        }
    }

    static String oneOf(String value, Set<String> allowed, String name) throws Refused {
        if (!allowed.contains(value)) {
            throw Refused.bad(
                    name + " must be one of " + allowed.stream().sorted().toList());
        }
        return value;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
