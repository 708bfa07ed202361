package dev.perfdeck.api;

import dev.perfdeck.app.Console;
import dev.perfdeck.app.Shapes;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.ResetScope;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What each path answers. A path is compared as sent: nothing is decoded, so nothing can hide in an encoding.
final class Routes {
    static final String BASE = "/api/v1/performance";
    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final Map<String, Supplier<Answer>> reads;
    private final Map<String, ResetScope> resets = Map.of(
            BASE + "/cache/reset-stats", ResetScope.CACHE_COUNTERS,
            BASE + "/query/reset-stats", ResetScope.QUERY_COUNTERS);
    private final Console console;
    private final Bearer bearer;
    private final Clock clock;

    Routes(Console console, Bearer bearer, Clock clock) {
        this.console = console;
        this.bearer = bearer;
        this.clock = clock;
        this.reads = Map.of(
                BASE + "/optimization/status",
                () -> Answer.json(Json.bytes(Shapes.status(console.status()))),
                BASE + "/cache/stats",
                () -> Answer.json(Json.bytes(
                        Shapes.cache(console.cacheFigures(), console.status().targets()))),
                BASE + "/query/stats",
                () -> Answer.json(Json.bytes(Shapes.queries(console.queryFigures()))),
                BASE + "/metrics",
                this::metrics,
                "/metrics",
                this::metrics);
    }

    /// @param holdBack sleeps before a failure is told, and lets the connection be given up meanwhile
    Answer answer(Request request, HoldBack holdBack) throws InterruptedException {
        try {
            Supplier<Answer> read = reads.get(request.path());
            if (read != null) {
                return isRead(request) ? read.get() : notAllowed("GET, HEAD");
            }
            ResetScope scope = resets.get(request.path());
            return scope == null ? Problem.of(404, "there is nothing here") : reset(request, scope, holdBack);
        } catch (FaultException e) {
            return Problem.of(e.fault());
        } catch (RuntimeException e) {
            log.error("a request to the performance API failed", e);
            return Problem.of(500, "Perfdeck could not answer; its log says why");
        }
    }

    private static boolean isRead(Request request) {
        return request.method().equals("GET") || request.method().equals("HEAD");
    }

    private static Answer notAllowed(String methods) {
        return Problem.of(405, "this path takes " + methods).with("Allow", methods);
    }

    private Answer reset(Request request, ResetScope scope, HoldBack holdBack) throws InterruptedException {
        if (!request.method().equals("POST")) {
            return notAllowed("POST");
        }
        if (!request.all("content-type").stream().allMatch(Routes::isJson)) {
            return Problem.of(415, "a body, if any, must be application/json");
        }
        if (!bearer.admits(request)) {
            holdBack.sleep(bearer.failed());
            return Problem.of(401, "Authorization: Bearer TOKEN is needed; the token is in the file api-token")
                    .with("WWW-Authenticate", "Bearer")
                    .closing();
        }
        console.reset(Set.of(scope));
        return Answer.json(Json.bytes(Shapes.reset(clock.instant())));
    }

    private static boolean isJson(String type) {
        return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private Answer metrics() {
        return Answer.text(Prometheus.TYPE, Prometheus.page(console));
    }

    /// Waits on behalf of a connection.
    @FunctionalInterface
    interface HoldBack {
        void sleep(Duration time) throws InterruptedException;
    }
}
