package dev.perfdeck.ui;

import java.time.Duration;

/// How far back the charts look.
public enum Span {
    ONE_MINUTE(Duration.ofMinutes(1), "1 min"),
    FIVE_MINUTES(Duration.ofMinutes(5), "5 min"),
    QUARTER(Duration.ofMinutes(15), "15 min"),
    HOUR(Duration.ofHours(1), "1 h");

    private final Duration length;
    private final String label;

    Span(Duration length, String label) {
        this.length = length;
        this.label = label;
    }

    public Duration length() {
        return length;
    }

    public String label() {
        return label;
    }
}
