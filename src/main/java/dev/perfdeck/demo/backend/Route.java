package dev.perfdeck.demo.backend;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// One kind of request and what answers it; the answer becomes JSON.
record Route(String method, Pattern path, boolean needsToken, Handler handler) {
    interface Handler {
        Object answer(Request request) throws Exception;
    }

    static Route get(String path, Handler handler) {
        return new Route("GET", pattern(path), false, handler);
    }

    static Route post(String path, Handler handler) {
        return new Route("POST", pattern(path), false, handler);
    }

    Route withToken() {
        return new Route(method, path, true, handler);
    }

    /// The variable parts of the path; empty where it is not this route's.
    Optional<List<String>> match(String requested) {
        var matcher = path.matcher(requested);
        return matcher.matches()
                ? Optional.of(IntStream.rangeClosed(1, matcher.groupCount())
                        .mapToObj(matcher::group)
                        .toList())
                : Optional.empty();
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace("{}", "([^/]+)"));
    }
}
