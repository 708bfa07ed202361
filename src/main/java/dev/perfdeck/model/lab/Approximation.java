package dev.perfdeck.model.lab;

/// Something of the source that the twin could not have exactly as it is.
///
/// @param object what it touches: a table as PostgreSQL writes it, or empty where it touches every answer
/// @param reason one sentence
public record Approximation(String object, String reason) {
    @Override
    public String toString() {
        return object.isEmpty() ? reason : object + ": " + reason;
    }
}
