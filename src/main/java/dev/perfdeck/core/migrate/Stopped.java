package dev.perfdeck.core.migrate;

/// The user stopped the run. Unwinds through Flyway, which then records nothing.
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Stopped() {
        super("stopped by the user", null, false, false);
    }
}
