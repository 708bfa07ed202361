package dev.perfdeck.model;

/// An order to one session, made ready to be shown before it is given.
///
/// @param session as the person saw it
/// @param sql     exactly what will be run: it signals only a session that is still the one that was seen
public record BackendSignal(PgSession session, Kind kind, String sql) {
    public enum Kind {
        /// Ends the statement; the session goes on.
        CANCEL,
        /// Ends the session, and with it its transaction.
        TERMINATE
    }
}
