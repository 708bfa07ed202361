package dev.perfdeck.core.monitor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perfdeck.core.target.HttpTarget;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.Source;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a service that serves the performance API: its status, its cache's and its queries' figures. Unknown fields
/// are ignored; a `null` number is NaN, and so is one that no clock can have measured. An answer that lacks the fields
/// all others are made from is no such service's: taken for zeros, they would pass for a reset.
///
/// Safe on any thread; [#read] blocks.
final class RemotePerformance {
    private final HttpTarget target;
    private final String base;
    private final JsonMapper json = new JsonMapper();

    RemotePerformance(HttpTarget target, URI base) {
        this.target = target;
        this.base = base.toString().replaceAll("/+$", "");
    }

    /// @param p95Millis as the service measures it; NaN where it has no data
    /// @param counters  `hits`, `misses`, `total_queries` and `slow_queries`; absent where the service has no data
    record Reading(double p95Millis, CacheFigures cache, QueryFigures queries, Map<String, Long> counters) {}

    Reading read() {
        var status = get("/optimization/status", Set.of("api_p95_current_ms"));
        var cache = get("/cache/stats", Set.of("hits", "misses"));
        var queries = get("/query/stats", Set.of("total_queries", "slow_queries"));
        var counters = new HashMap<String, Long>();
        count(cache, "hits", counters);
        count(cache, "misses", counters);
        count(queries, "total_queries", counters);
        count(queries, "slow_queries", counters);
        return new Reading(number(status, "api_p95_current_ms"), cache(cache), queries(queries), counters);
    }

    private static void count(JsonNode node, String field, Map<String, Long> into) {
        if (!node.path(field).isNull()) {
            into.put(field, whole(node, field));
        }
    }

    /// @param numbers fields without which the answer is another service's; each a number from 0 up, or null
    private JsonNode get(String path, Set<String> numbers) {
        var node = get(path);
        for (var field : numbers) {
            var value = node.path(field);
            if (!value.isNull() && !(value.isNumber() && value.asDouble() >= 0)) {
                throw wrong(path, "answered without a number " + field);
            }
        }
        return node;
    }

    private JsonNode get(String path) {
        var reply = target.get(URI.create(base + path));
        if (!reply.good()) {
            throw new FaultException(new Fault.Unavailable(
                    Source.ENDPOINTS, path + " answered with status " + reply.status(), "Check performance_api."));
        }
        try {
            var tree = json.readTree(reply.body());
            if (tree != null && tree.isObject()) {
                return tree;
            }
            throw notJson(path);
        } catch (JsonProcessingException e) {
            throw notJson(path);
        }
    }

    private static FaultException notJson(String path) {
        return wrong(path, "answered with no JSON object");
    }

    private static FaultException wrong(String path, String what) {
        return new FaultException(new Fault.Unavailable(
                Source.ENDPOINTS, path + " " + what, "Check performance_api in the configuration."));
    }

    private static CacheFigures cache(JsonNode node) {
        return new CacheFigures(
                whole(node, "hits"),
                whole(node, "misses"),
                whole(node, "sets"),
                whole(node, "deletes"),
                node.path("is_connected").asBoolean(false));
    }

    private static QueryFigures queries(JsonNode node) {
        List<QueryFigures.Named> named = new ArrayList<>();
        var list = node.path("queries");
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            var query = list.get(i);
            if (query.path("name").isTextual()) {
                named.add(named(query));
            }
        }
        return new QueryFigures(
                whole(node, "total_queries"),
                whole(node, "slow_queries"),
                whole(node, "slow_threshold_ms"),
                named,
                nPlusOne(node.path("n_plus_one")));
    }

    private static List<QueryFigures.NPlusOne> nPlusOne(JsonNode list) {
        List<QueryFigures.NPlusOne> found = new ArrayList<>();
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            var one = list.get(i);
            if (one.path("statement").isTextual()) {
                found.add(new QueryFigures.NPlusOne(
                        one.path("kind").asText("").equals("cache")
                                ? QueryFigures.NPlusOne.Kind.CACHE
                                : QueryFigures.NPlusOne.Kind.QUERY,
                        one.path("statement").asText(),
                        text(one, "call_site"),
                        whole(one, "count"),
                        whole(one, "units"),
                        number(one, "total_ms"),
                        text(one, "replacement"),
                        instant(one.path("last_seen_at").asText(""))));
            }
        }
        return found;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : "";
    }

    private static QueryFigures.Named named(JsonNode query) {
        return new QueryFigures.Named(
                query.path("name").asText(""),
                whole(query, "count"),
                whole(query, "errors"),
                number(query, "mean_ms"),
                number(query, "p50_ms"),
                number(query, "p95_ms"),
                number(query, "p99_ms"),
                number(query, "max_ms"),
                whole(query, "slow"),
                instant(query.path("last_slow_at").asText("")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() || text.equals("null") ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static long whole(JsonNode node, String field) {
        var value = node.path(field);
        return value.isNumber() && value.canConvertToLong() ? Math.max(0, value.asLong()) : 0;
    }

    private static double number(JsonNode node, String field) {
        var value = node.path(field);
        var number = value.isNumber() ? value.asDouble() : Double.NaN;
        return Double.isFinite(number) && number >= 0 ? number : Double.NaN;
    }
}
