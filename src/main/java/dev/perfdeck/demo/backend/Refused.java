package dev.perfdeck.demo.backend;

/// A request that cannot be served; becomes an answer with this status.
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static Refused bad(String message) {
        return new Refused(400, message);
    }

    static Refused absent(String what) {
        return new Refused(404, "no such " + what);
    }

    int status() {
        return status;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
