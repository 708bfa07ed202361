package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.model.migration.Finding;
import java.util.ArrayList;
import java.util.List;

/// Collects what the rules find in one statement.
final class Findings {
    private final List<Finding> all = new ArrayList<>();

    /// @param where whom it concerns, put before the rule's reason: `orders: `
    void add(Rule rule, int line, String where, String fix) {
        var message = where.isEmpty() ? rule.why() : where + ": " + rule.why();
        all.add(new Finding(rule.id(), rule.severity(), line, message, fix));
    }

    List<Finding> all() {
        return all;
    }
}
