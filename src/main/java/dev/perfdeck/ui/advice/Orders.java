package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.migration.IndexOrder;

/// An advice as the order that carries it out. Pure.
final class Orders {
    private static final String FALLBACK_SCHEMA = "public";

    private Orders() {}

    static IndexOrder of(AdviceCard card) {
        var create = card.kind() == AdviceCard.Kind.INDEX;
        var name = card.index()
                .map(advice -> advice.name())
                .orElseGet(() -> card.sql().replaceFirst("^DROP INDEX (CONCURRENTLY )?", ""));
        var qualified = create ? card.table() : name;
        return new IndexOrder(
                create ? IndexOrder.Act.CREATE : IndexOrder.Act.DROP,
                schema(qualified),
                last(card.table()),
                last(name),
                card.sql(),
                card.undo(),
                card.summary());
    }

    /// Takes back an advice that was followed.
    static IndexOrder back(AdviceOutcome outcome) {
        return new IndexOrder(
                IndexOrder.Act.DROP,
                schema(outcome.table()),
                last(outcome.table()),
                last(outcome.name()),
                /* sql= */ outcome.undo(),
                /* undo= */ outcome.ddl(),
                "it made a statement slower than it was");
    }

    /// Of a name as PostgreSQL writes it: the part before the dot that is outside of quotes.
    static String schema(String name) {
        int dot = dot(name);
        return dot < 0 ? FALLBACK_SCHEMA : plain(name.substring(0, dot));
    }

    static String last(String name) {
        return plain(name.substring(dot(name) + 1));
    }

    private static int dot(String name) {
        boolean quoted = false;
        for (int i = 0; i < name.length(); i++) {
            char at = name.charAt(i);
            if (at == '"') {
                quoted = !quoted;
            } else if (at == '.' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String plain(String name) {
        return name.startsWith("\"") && name.endsWith("\"") && name.length() > 1
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }
}
