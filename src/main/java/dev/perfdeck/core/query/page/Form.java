package dev.perfdeck.core.query.page;

/// How a keyset page says "after that row".
public enum Form {
    /// `(a, b) > (?, ?)`: one range of an index; one direction for all keys, none of them nullable.
    ROW_VALUE,
    /// `a >= ? and (a > ? or a = ? and b < ?)`: one range of an index over `a`, good where few rows share an `a`.
    BOUNDED,
    /// One select for each range of the index, each cut at the size of the page: any directions, NULLs and ties.
    UNION_ALL
}
