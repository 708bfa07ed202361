package dev.perfdeck.api;

import java.io.IOException;

/// Bytes that are not a request; the connection is answered once and closed, since nobody knows where the next request
/// would begin.
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String detail) {
        super(detail);
        this.status = status;
    }

    Answer answer() {
        return Problem.of(status, String.valueOf(getMessage())).closing();
    }
}
