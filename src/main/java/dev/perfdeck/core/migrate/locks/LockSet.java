package dev.perfdeck.core.migrate.locks;

import dev.perfdeck.model.migration.LockMode;
import dev.perfdeck.model.migration.TableLock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The strongest mode for each relation.
final class LockSet {
    private final Map<String, LockMode> modes = new LinkedHashMap<>();

    /// Whether this is more than what was held.
    boolean add(String relation, LockMode mode) {
        var before = modes.get(relation);
        if (before != null && before.compareTo(mode) >= 0) {
            return false;
        }
        modes.put(relation, mode);
        return true;
    }

    List<TableLock> strongest(Scene scene) {
        return modes.entrySet().stream()
                .filter(entry -> !scene.isNew(entry.getKey()))
                .map(entry -> new TableLock(entry.getKey(), entry.getValue()))
                .toList();
    }
}
