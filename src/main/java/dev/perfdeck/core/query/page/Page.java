package dev.perfdeck.core.query.page;

import java.util.List;

/// A page by its number, the first is 0.
public record Page<T>(List<T> items, int number, boolean hasNext, Count count) {
    public Page {
        items = List.copyOf(items);
    }
}
