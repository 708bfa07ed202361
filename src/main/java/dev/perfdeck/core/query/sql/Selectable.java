package dev.perfdeck.core.query.sql;

/// What a select can return: an expression under a label.
public sealed interface Selectable permits Expression, Labelled {
    Expression<?> expression();

    /// The name of the column in the result.
    String label();
}
