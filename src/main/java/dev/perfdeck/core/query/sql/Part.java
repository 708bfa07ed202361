package dev.perfdeck.core.query.sql;

/// A piece of a statement. Nobody outside this package can make one, so nobody can slip text into a statement.
@FunctionalInterface
interface Part {
    void render(Rendering out);
}
