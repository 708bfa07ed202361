package dev.perfdeck.model.migration;

import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.util.List;

/// All that was looked at before a run, the worst first.
public record Preflight(List<PreflightItem> items) {
    public Preflight {
        items = List.copyOf(items);
    }

    public List<PreflightItem> blocking() {
        return of(Weight.BLOCKING);
    }

    public List<PreflightItem> of(Weight weight) {
        return items.stream().filter(item -> item.weight() == weight).toList();
    }

    public boolean clear() {
        return blocking().isEmpty();
    }
}
