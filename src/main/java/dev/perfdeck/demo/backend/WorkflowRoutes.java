package dev.perfdeck.demo.backend;

import static dev.perfdeck.demo.backend.Request.oneOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/// What the service answers under `/api/v1`.
final class WorkflowRoutes {
    private static final String API = "/api/v1";

    private final WorkflowService service;
    private final ObjectMapper json;

    WorkflowRoutes(WorkflowService service, ObjectMapper json) {
        this.service = service;
        this.json = json;
    }

    /// The more special first.
    List<Route> routes() {
        return List.of(
                Route.get(API + "/workflows", this::list),
                Route.get(API + "/workflows/search", request -> service.search(request.text("name"))),
                Route.get(API + "/workflows/creators", this::creators),
                Route.get(API + "/workflows/pinned", request -> service.pinned(request.ids("ids"))),
                Route.get(API + "/workflows/{}", this::workflow),
                Route.get(API + "/workflows/{}/executions", this::executionsOf),
                Route.get(API + "/executions", this::executions),
                Route.get(API + "/executions/{}", this::execution),
                Route.get(API + "/executions/{}/checkpoints", request -> service.checkpoints(request.id())),
                Route.get(API + "/users/{}/audit", request -> service.audit(request.id())),
                Route.get(API + "/stats/{}", this::stats),
                Route.post(API + "/workflows/{}/status", this::setStatus),
                Route.post(API + "/workflows/{}/executions", this::start));
    }

    private Object list(Request request) throws Exception {
        var status = request.query().getOrDefault("status", "active");
        return service.list(oneOf(status, WorkflowService.WORKFLOW_STATUSES, "status"), request.page());
    }

    private Object creators(Request request) throws Exception {
        var status = request.query().getOrDefault("status", "active");
        return service.creators(oneOf(status, WorkflowService.WORKFLOW_STATUSES, "status"), request.page());
    }

    private Object workflow(Request request) throws Exception {
        return service.workflow(request.id()).orElseThrow(() -> Refused.absent("workflow"));
    }

    private Object executionsOf(Request request) throws Exception {
        var status = request.query().getOrDefault("status", "completed");
        return service.executionsOf(request.id(), oneOf(status, WorkflowService.EXECUTION_STATUSES, "status"));
    }

    private Object executions(Request request) throws Exception {
        var from = request.instant("from");
        var to = request.instant("to");
        if (!from.isBefore(to)) {
            throw Refused.bad("from must be before to");
        }
        return service.executions(from, to);
    }

    private Object execution(Request request) throws Exception {
        return service.execution(request.id()).orElseThrow(() -> Refused.absent("execution"));
    }

    private Object stats(Request request) throws Exception {
        if (!WorkflowService.STATS.contains(request.variable())) {
            throw Refused.absent("statistic");
        }
        return service.stats(request.variable());
    }

    private Object setStatus(Request request) throws Exception {
        var status = oneOf(statusIn(request.body()), WorkflowService.WORKFLOW_STATUSES, "status");
        if (!service.setStatus(request.id(), status)) {
            throw Refused.absent("workflow");
        }
        return Map.of("id", request.id(), "status", status);
    }

    private Object start(Request request) throws Exception {
        if (service.workflow(request.id()).isEmpty()) {
            throw Refused.absent("workflow");
        }
        return service.start(request.id());
    }

    private String statusIn(String body) throws Refused {
        try {
            return json.readTree(body).path("status").asText();
        } catch (JsonProcessingException e) {
            throw Refused.bad("the body must be JSON such as {\"status\": \"paused\"}");
        }
    }
}
