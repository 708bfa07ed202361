package dev.perfdeck.core.query.page;

import java.util.List;
import java.util.Optional;

/// A page by its place in the order, with the cursors to the pages beside it.
public record KeysetPage<T>(List<T> items, Optional<String> next, Optional<String> previous) {
    public KeysetPage {
        items = List.copyOf(items);
    }
}
