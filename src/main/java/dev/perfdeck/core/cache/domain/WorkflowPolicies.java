package dev.perfdeck.core.cache.domain;

import dev.perfdeck.core.cache.ResourcePolicy;
import dev.perfdeck.core.cache.Tier;
import java.util.List;

/// The usual policies of a workflow service; data, to be replaced by others where they do not fit.
///
/// @param workflow     one workflow: five minutes, until it is changed
/// @param workflowList a page of workflows: one minute, until any workflow is changed
/// @param execution    one execution: one minute, until its status changes
/// @param stats        figures: five minutes, and only time ends them
public record WorkflowPolicies(
        ResourcePolicy workflow, ResourcePolicy workflowList, ResourcePolicy execution, ResourcePolicy stats) {
    /// Raised by any change of a workflow; every list carries it.
    public static final String LISTS = "workflow:list";

    public static WorkflowPolicies usual() {
        return new WorkflowPolicies(
                new ResourcePolicy("workflow", Tier.MEDIUM, "workflow:*"),
                new ResourcePolicy("workflow:list", Tier.SHORT, "workflow:list:*").tagged(LISTS),
                new ResourcePolicy("execution", Tier.SHORT, "execution:*"),
                new ResourcePolicy("stats", Tier.MEDIUM));
    }

    public List<ResourcePolicy> all() {
        return List.of(workflow, workflowList, execution, stats);
    }
}
