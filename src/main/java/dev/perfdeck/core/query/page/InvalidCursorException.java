package dev.perfdeck.core.query.page;

/// A cursor that was not made by this service for this query, or was changed on its way.
public final class InvalidCursorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidCursorException() {
        super("the cursor is not one of this query; begin at the first page");
    }
}
