package dev.perfdeck.core.migrate.health;

import dev.perfdeck.model.health.IndexFigures;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A plain index, or a partitioned one with its parts, seen as one.
///
/// @param parts those that hold entries; the head itself for a plain index
record Family(IndexRow head, List<IndexRow> parts) {
    static Family of(List<IndexRow> members) {
        var head = members.stream().filter(row -> !row.part()).findFirst().orElseGet(members::getFirst);
        return new Family(
                head, members.stream().filter(row -> !row.partitioned()).toList());
    }

    long bytes() {
        return sum(IndexRow::bytes);
    }

    long scans() {
        return sum(IndexRow::scans);
    }

    long writes() {
        return sum(IndexRow::writes);
    }

    /// Not known as soon as one part's is not.
    private long sum(ToLongFunction<IndexRow> figure) {
        return parts.stream().anyMatch(part -> figure.applyAsLong(part) < 0)
                ? -1
                : parts.stream().mapToLong(figure).sum();
    }

    @Nullable
    Instant lastScan() {
        return parts.stream()
                .map(IndexRow::lastScan)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    IndexFigures figures() {
        return new IndexFigures(
                head.schema(),
                head.table(),
                head.name(),
                head.method(),
                head.definition(),
                String.join(", ", head.keys()),
                bytes(),
                sum(IndexRow::tableBytes),
                scans(),
                lastScan(),
                writes(),
                head.valid(),
                head.building(),
                role(),
                head.partitioned() ? parts.size() : 0);
    }

    private String role() {
        return head.primary()
                ? "primary key"
                : head.exclusion()
                        ? "exclusion"
                        : head.unique() ? "unique" : head.replicaIdentity() ? "replica identity" : "";
    }
}
