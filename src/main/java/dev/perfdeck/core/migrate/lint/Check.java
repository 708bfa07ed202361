package dev.perfdeck.core.migrate.lint;

/// A family of rules. Keeps what it must remember from statement to statement of one script, and nothing longer.
interface Check {
    void look(Moment moment, Findings findings);

    /// After the last statement.
    default void end(Findings findings) {}
}
