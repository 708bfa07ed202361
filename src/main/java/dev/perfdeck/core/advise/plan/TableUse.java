package dev.perfdeck.core.advise.plan;

import java.util.List;
import java.util.Set;

/// How one statement reads one relation: by which columns it looks rows up, in which order it wants them, and which
/// columns it shows. Columns are written as SQL wants them. Immutable.
///
/// @param relation  name as the plan has it, without quotes
/// @param schema    empty where the plan does not say
/// @param equal     held against a value with `=`, `IN` or `IS NULL`
/// @param ranges    held against bounds
/// @param joins     held against a column of another relation with `=`
/// @param likes     searched with `LIKE` or `ILIKE`
/// @param contains  searched with operators of arrays, jsonb or text search
/// @param order     sort keys with their direction; empty where the order mixes relations
/// @param group     group keys
/// @param fixed     conditions without a place for a value: what a partial index could be limited to
/// @param patterns  places such as `$1` that stand for patterns of `likes`
/// @param shown     columns that it needs of the relation; empty where the plan does not say
public record TableUse(
        String schema,
        String relation,
        Set<String> equal,
        Set<String> ranges,
        Set<String> joins,
        Set<String> likes,
        Set<String> contains,
        List<String> order,
        List<String> group,
        Set<String> fixed,
        Set<String> shown,
        Set<String> patterns) {}
