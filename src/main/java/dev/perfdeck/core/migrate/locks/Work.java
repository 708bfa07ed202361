package dev.perfdeck.core.migrate.locks;

/// How long a statement holds its locks, by what it does with the rows.
public enum Work {
    /// Changes the catalog; milliseconds.
    CATALOG("changes only the catalog"),
    /// Reads all rows.
    SCAN("reads the whole table"),
    /// Reads all rows and writes an index.
    BUILD("builds an index from the whole table"),
    /// Writes all rows and indexes anew.
    REWRITE("writes the whole table anew"),
    /// As many rows as its condition finds.
    ROWS("changes rows");

    private final String words;

    Work(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
