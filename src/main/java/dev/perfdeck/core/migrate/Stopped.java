package dev.perfdeck.core.migrate;

/// The user stopped the run. Unwinds through Flyway, which then records nothing.
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped by the user", null, false, false);
    }
}
