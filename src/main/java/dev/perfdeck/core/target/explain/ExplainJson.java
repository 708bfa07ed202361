package dev.perfdeck.core.target.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what `EXPLAIN (FORMAT JSON)` of PostgreSQL 13 to 18 answers, with whatever options it was asked. Names that a
/// newer server adds become details. Stateless; any thread.
public final class ExplainJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExplainJson() {}

    /// @throws FaultException when that is no plan; the fault quotes its beginning
    public static PlanDocument read(String json) {
        return read(json, false);
    }

    /// With the columns that each step puts out as the detail `Output`, where `VERBOSE` was asked for: a person has no
    /// use for them.
    ///
    /// @throws FaultException as [#read]
    public static PlanDocument withOutput(String json) {
        return read(json, true);
    }

    private static PlanDocument read(String json, boolean output) {
        try {
            var plans = JSON.readTree(json);
            var first = plans.path(0);
            if (!plans.isArray() || !first.path("Plan").isObject()) {
                throw unreadable(json, null);
            }
            return new PlanDocument(
                    root(plans, output),
                    settings(first.path("Settings")),
                    queryId(first),
                    first.path("Planning Time").asDouble(Double.NaN),
                    first.path("Execution Time").asDouble(Double.NaN),
                    json);
        } catch (JsonProcessingException e) {
            throw unreadable(json, e);
        }
    }

    private static FaultException unreadable(String json, @Nullable Throwable cause) {
        var start = json.strip();
        var fault = new Fault.Internal(
                "PostgreSQL answered EXPLAIN with something that is no plan: "
                        + start.substring(0, Math.min(80, start.length())),
                "Utility statements have no plan; of others, please report the answer.");
        return cause == null ? new FaultException(fault) : new FaultException(fault, cause);
    }

    /// A rule can make several statements of one: they stand under a root of their own, which costs what they do.
    private static PlanNode root(JsonNode plans, boolean output) {
        var roots = plans.valueStream()
                .filter(each -> each.path("Plan").isObject())
                .map(each -> NodeReader.read(each.path("Plan"), output))
                .toList();
        return roots.size() == 1 ? roots.getFirst() : NodeReader.together("Rewritten into " + roots.size(), roots);
    }

    private static Map<String, String> settings(JsonNode settings) {
        var read = new TreeMap<String, String>();
        settings.properties()
                .forEach(each -> read.put(each.getKey(), each.getValue().asText()));
        return read;
    }

    private static Optional<Long> queryId(JsonNode plan) {
        var id = plan.path("Query Identifier");
        return id.isIntegralNumber() ? Optional.of(id.asLong()) : Optional.empty();
    }
}
