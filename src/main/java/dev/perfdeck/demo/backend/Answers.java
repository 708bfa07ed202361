package dev.perfdeck.demo.backend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.perfdeck.core.query.guard.NPlusOneGuard;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the route of a request, and turns its answer or its failure into JSON. Requests are timed from arrival to the
/// last byte; those for the service's own figures are not.
final class Answers implements HttpHandler {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final int BODY_LIMIT = 64 * 1024;

    private final List<Route> routes;
    private final ObjectMapper json;
    private final byte[] authorization;
    private final RecentFigures recent;
    private final NPlusOneGuard guard;
    private volatile boolean closing;

    Answers(List<Route> routes, ObjectMapper json, Secret token, RecentFigures recent, NPlusOneGuard guard) {
        this.routes = routes;
        this.json = json;
        this.authorization = ("Bearer " + token.reveal()).getBytes(StandardCharsets.UTF_8);
        this.recent = recent;
        this.guard = guard;
    }

    /// From here on a request that fails fails because the service ends: nobody needs to read of it.
    void close() {
        closing = true;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        try {
            send(exchange, 200, answer(exchange));
        } catch (Refused e) {
            send(exchange, e.status(), Map.of("error", e.reason()));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            if (!closing) {
                log.warn("{} failed: {}", exchange.getRequestURI().getPath(), e.toString());
            }
            send(exchange, 500, Map.of("error", "the service failed"));
        } finally {
            if (!exchange.getRequestURI().getPath().startsWith(PerformanceRoutes.PATH)) {
                recent.record(System.nanoTime() - start);
            }
            recent.roll();
            exchange.close();
        }
    }

    private Object answer(HttpExchange exchange) throws Exception {
        var path = exchange.getRequestURI().getPath();
        boolean known = false;
        for (var route : routes) {
            var variables = route.match(path);
            known |= variables.isPresent();
            if (variables.isPresent() && route.method().equals(exchange.getRequestMethod())) {
                admit(route, exchange);
                var request = request(exchange, variables.get());
                return guard.inUnit(() -> route.handler().answer(request));
            }
        }
        throw known ? new Refused(405, "not that method") : Refused.absent("resource");
    }

    private void admit(Route route, HttpExchange exchange) throws Refused {
        var given = exchange.getRequestHeaders().getFirst("Authorization");
        if (route.needsToken()
                && (given == null || !MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8)))) {
            throw new Refused(401, "a bearer token is needed");
        }
    }

    private static Request request(HttpExchange exchange, List<String> variables) throws IOException, Refused {
        var body = exchange.getRequestBody().readNBytes(BODY_LIMIT);
        return new Request(
                variables,
                Request.parse(exchange.getRequestURI().getRawQuery()),
                new String(body, StandardCharsets.UTF_8));
    }

    private void send(HttpExchange exchange, int status, Object answer) throws IOException {
        var bytes = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().close();
    }
}
