package dev.perfdeck.model;

/// Where figures come from; each has a lamp of its own, and losing one never stops the others.
public enum Source {
    POSTGRESQL("PostgreSQL"),
    REDIS("Redis"),
    ENDPOINTS("Endpoints");

    private final String title;

    Source(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
