package dev.perfdeck.model;

/// One statement of pg_stat_statements with all that it cost over a span, or since the statistics began.
///
/// @param key               opaque identity: user, database, queryid, toplevel
/// @param text              normalised text with `$1` places; empty until fetched, or where the role may not see it
/// @param user              name of the role that ran it; empty until asked for
/// @param database          name; empty until asked for
/// @param topLevel          sent by a client, and not run from within a function
/// @param millis            execution time
/// @param stddevMillis      of single calls within the span; NaN where it is not known
/// @param tempBlocksWritten 8 KiB each, as all blocks here
/// @param ioMillis          reading and writing of blocks; NaN where the server does not time it
/// @param walBytes          written to the log of transactions
/// @param planMillis        planning; NaN where the server does not track it
/// @param sharePercent      of the execution time of all statements within the span; NaN without any
public record StatementFigures(
        String key,
        long queryId,
        String text,
        String user,
        String database,
        boolean topLevel,
        long calls,
        double millis,
        double stddevMillis,
        long rows,
        long blocksHit,
        long blocksRead,
        long blocksDirtied,
        long tempBlocksWritten,
        double ioMillis,
        double walBytes,
        double planMillis,
        double sharePercent) {
    /// Of one call; NaN without any.
    public double meanMillis() {
        return calls == 0 ? Double.NaN : millis / calls;
    }
}
