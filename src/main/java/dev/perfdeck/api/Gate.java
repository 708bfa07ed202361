package dev.perfdeck.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may ask at all, decided before anything else is looked at. Loopback is no boundary by itself: a web page can
/// make
/// a browser send requests here, under a foreign name that resolves to this machine (DNS rebinding) or across origins.
final class Gate {
    private static final Set<String> SAME_SITE = Set.of("none", "same-origin");
    private static final Set<String> CREDENTIALS =
            Set.of("token", "access_token", "api_token", "api_key", "apikey", "authorization", "bearer");

    private final Set<String> hosts;

    Gate(int port) {
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /// Empty: let it through.
    Optional<Answer> refuse(Request request) {
        List<String> named = request.all("host");
        if (named.size() != 1 || !hosts.contains(named.getFirst().toLowerCase(Locale.ROOT))) {
            return Optional.of(Problem.of(421, "Host must be 127.0.0.1, localhost or [::1], with the port")
                    .closing());
        }
        if (!request.all("origin").isEmpty() || !SAME_SITE.containsAll(request.all("sec-fetch-site"))) {
            return Optional.of(
                    Problem.of(403, "requests from web pages are refused").closing());
        }
        if (carriesCredentials(request.query())) {
            return Optional.of(Problem.of(400, "a token in a URL is refused; send it as Authorization: Bearer"));
        }
        return Optional.empty();
    }

    private static boolean carriesCredentials(String query) {
        for (String parameter : query.split("&", -1)) {
            if (CREDENTIALS.contains(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
