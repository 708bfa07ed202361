package dev.perfdeck.model.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One index as the catalog and the statistics tell, no judgement yet. A partitioned index stands for all its parts:
/// sizes and scans are their sums. Names are as the catalog spells them, without quotes. Immutable.
///
/// @param definition the statement that would build it, as `pg_get_indexdef` says it; empty while the table is locked
/// @param keys       its columns as a person would write them, `status, created_at`
/// @param bytes      on disk, and what the table takes beside it; -1 where a lock kept us from asking
/// @param scans      since the statistics began; on this server only
/// @param lastScan   null when never, or before PostgreSQL 16, which keeps no such time
/// @param writes     rows inserted, updated and deleted in the table since the statistics began
/// @param role       what the index is for besides speed; empty when for nothing else
/// @param parts      of a partitioned index; 0 for a plain one
public record IndexFigures(
        String schema,
        String table,
        String name,
        String method,
        String definition,
        String keys,
        long bytes,
        long tableBytes,
        long scans,
        @Nullable Instant lastScan,
        long writes,
        boolean valid,
        boolean building,
        String role,
        int parts) {
    /// `schema.name`, the plain name alone in `public`.
    public String title() {
        return schema.equals("public") ? name : schema + "." + name;
    }

    public String tableTitle() {
        return schema.equals("public") ? table : schema + "." + table;
    }
}
