package dev.perfdeck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One session of PostgreSQL at one moment; or a prepared transaction, which has no process any more.
///
/// @param pid          0 for a prepared transaction
/// @param backendStart null where this role may not see it
/// @param queryStart   of the statement that runs, or ran last
/// @param xactStart    null outside a transaction; of a prepared one, when it was prepared
/// @param client       address, `local` for a socket of the same machine
/// @param state        as the server says it, [#HIDDEN] or [#PREPARED]; empty for a process of the server's own
/// @param waitType     empty when it waits for nothing
/// @param queryId      0 when unknown: before PostgreSQL 14, or without `compute_query_id`
/// @param query        at most 4,096 characters; literals are in it
/// @param xminAge      transactions begun since its snapshot or its own number was taken; 0 when it holds none
public record PgSession(
        int pid,
        @Nullable Instant backendStart,
        @Nullable Instant queryStart,
        @Nullable Instant xactStart,
        String user,
        String database,
        String application,
        String client,
        String state,
        String waitType,
        String waitEvent,
        long queryId,
        String query,
        long xminAge) {
    /// Another role's session, of which this role may see little more than the pid.
    public static final String HIDDEN = "hidden";

    /// `PREPARE TRANSACTION` was called; it ends by `COMMIT PREPARED` or `ROLLBACK PREPARED`.
    public static final String PREPARED = "prepared";

    /// Whether a statement runs.
    public boolean active() {
        return SessionGroup.active(state);
    }

    public boolean prepared() {
        return state.equals(PREPARED);
    }
}
