package dev.perfdeck.model.migration;

import java.util.List;

/// What the next apply would run, in order.
///
/// @param obstacles what must be mended first, one sentence each: failed, missing or changed migrations
public record MigrationPlan(List<PlannedMigration> pending, List<String> obstacles) {
    public MigrationPlan {
        pending = List.copyOf(pending);
        obstacles = List.copyOf(obstacles);
    }
}
