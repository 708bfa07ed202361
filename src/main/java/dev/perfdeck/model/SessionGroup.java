package dev.perfdeck.model;

/// So many sessions in the same state and wait.
///
/// @param state     as the server says it; empty for processes of its own, [PgSession#HIDDEN] for those of other roles
/// @param waitType  empty for no wait
/// @param waitEvent empty for no wait
public record SessionGroup(String state, String waitType, String waitEvent, int count) {
    /// Whether these sessions run a statement.
    public boolean active() {
        return active(state);
    }

    static boolean active(String state) {
        return state.equals("active") || state.equals("fastpath function call");
    }
}
