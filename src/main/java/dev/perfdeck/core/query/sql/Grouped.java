package dev.perfdeck.core.query.sql;

/// An expression about all rows of a group.
final class Grouped<T> extends Expression<T> {
    Grouped(SqlType<T> type, Part part) {
        super(type, part);
    }

    @Override
    boolean aggregate() {
        return true;
    }
}
