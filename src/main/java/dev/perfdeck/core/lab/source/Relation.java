package dev.perfdeck.core.lab.source;

/// Something with rows on the source.
///
/// @param name with its schema, quoted where it has to be
/// @param kind of `pg_class.relkind`: `r`, `p`, `m` or `f`
/// @param method of access, `heap` mostly
/// @param policies whether row security is switched on
/// @param secured whether it holds for the role that reads
public record Relation(
        long oid,
        String name,
        String schema,
        char kind,
        boolean partition,
        String method,
        boolean policies,
        boolean secured) {}
