package dev.perfdeck.core.cache;

/// What is counted, and its field in the shared hash.
enum Counter {
    HITS("hits"),
    MISSES("misses"),
    SETS("sets"),
    DELETES("deletes"),
    ERRORS("errors");

    private final String field;

    Counter(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }
}
