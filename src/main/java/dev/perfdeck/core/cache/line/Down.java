package dev.perfdeck.core.cache.line;

import org.jspecify.annotations.Nullable;

/// Redis gave no usable answer; the caller goes on without it. Costs no stack trace, since it is common when things
/// are bad.
public final class Down extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean refused;

    Down(String reason, boolean refused, @Nullable Throwable cause) {
        super(reason, cause, false, false);
        this.refused = refused;
    }

    /// The server answered, with an error: nothing was done, and the line is well.
    public boolean refused() {
        return refused;
    }
}
