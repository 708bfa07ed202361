package dev.perfdeck.core.query.sql;

/// An expression with a name of its own in the result.
public record Labelled(Expression<?> expression, String label) implements Selectable {
    public Labelled {
        label = new Name(label).text();
    }
}
