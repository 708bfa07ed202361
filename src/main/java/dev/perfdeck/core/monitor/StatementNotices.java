package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.model.StatementNotice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Words and remedies for what keeps figures of statements from being the whole truth. Pure.
final class StatementNotices {
    private static final String LIBRARY = "pg_stat_statements";
    private static final int SUPPORTED = 130_000;
    private static final String RELOAD = "\nSELECT pg_reload_conf();";

    private StatementNotices() {}

    /// What is missing altogether, of a row of `facts.sql`.
    static List<StatementNotice> missing(ResultSet row, boolean loaded, boolean seesAll) throws SQLException {
        var found = new ArrayList<StatementNotice>();
        var version = row.getString("extension");
        if (!loaded) {
            found.add(library(row.getString("preloaded")));
        }
        if (version == null) {
            found.add(new StatementNotice(
                    "extension",
                    LIBRARY + " is missing",
                    "The extension is not installed in this database, so its statements cannot be read.",
                    "CREATE EXTENSION pg_stat_statements;"));
        } else if (row.getInt("version_num") < SUPPORTED) {
            found.add(new StatementNotice(
                    "server",
                    "PostgreSQL " + row.getString("version").split(" ", 2)[0] + " is too old",
                    "Statements are read from PostgreSQL 13 on.",
                    ""));
        } else if (PgFacts.minor(version) < PgFacts.OLDEST) {
            found.add(new StatementNotice(
                    "outdated",
                    LIBRARY + " is outdated",
                    "The extension stayed at version " + version + " when the server was upgraded; 1.8 is needed.",
                    "ALTER EXTENSION pg_stat_statements UPDATE;"));
        }
        if (!seesAll) {
            var role = row.getString("role");
            found.add(new StatementNotice(
                    "rights",
                    "other users are hidden",
                    "The role " + role.replaceAll("\\p{Cntrl}", " ") + " sees its own statements only.",
                    PgFaults.GRANT + '"' + role.replace("\"", "\"\"") + "\";"));
        }
        return List.copyOf(found);
    }

    /// @param preloaded what the server loads now; null where the role may not know
    private static StatementNotice library(@Nullable String preloaded) {
        var others = preloaded == null ? "" : preloaded;
        var libraries = Stream.concat(Arrays.stream(others.split(",", -1)), Stream.of(LIBRARY))
                .map(name -> name.strip().replace("\"", ""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> "'" + name.replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        return new StatementNotice(
                "library",
                LIBRARY + " is not loaded",
                "The server counts statements only with its library, and loads it at the next restart"
                        + (preloaded == null
                                ? "; name the libraries it loads already, too: they are hidden here."
                                : "."),
                "ALTER SYSTEM SET shared_preload_libraries = " + libraries + ";");
    }

    /// What the server does with the statements it counts.
    ///
    /// @param evicted while somebody watched, or since the last reset
    static List<StatementNotice> of(StatementInfo info, long evicted, Optional<Instant> resetAt) {
        var found = new ArrayList<StatementNotice>();
        if (evicted > 0) {
            found.add(evicted(info, evicted));
        }
        resetAt.ifPresent(at -> found.add(reset(at)));
        if (!info.track().equals("all")) {
            found.add(track(info.track()));
        }
        if (info.queryIds().equals("off")) {
            found.add(new StatementNotice(
                    "queryids",
                    "statements are not told apart",
                    "compute_query_id is off: without query ids nothing is counted.",
                    "ALTER SYSTEM SET compute_query_id = 'auto';" + RELOAD));
        }
        if (!info.ioTiming()) {
            found.add(new StatementNotice(
                    "io",
                    "I/O is not timed",
                    "track_io_timing is off: how long statements wait for blocks is not known.",
                    "ALTER SYSTEM SET track_io_timing = on;" + RELOAD));
        }
        return List.copyOf(found);
    }

    /// One text is none in this database's encoding.
    static StatementNotice texts() {
        return new StatementNotice(
                "texts",
                "texts cannot be read",
                "A statement of a database without an encoding holds bytes that are no text here, and the server then gives"
                        + " out no texts at all. Figures go on. Forgetting the statements of such databases mends it.",
                "SELECT pg_stat_statements_reset(0, oid, 0) FROM pg_database"
                        + " WHERE pg_encoding_to_char(encoding) = 'SQL_ASCII';");
    }

    private static StatementNotice evicted(StatementInfo info, long evicted) {
        return new StatementNotice(
                "evicted",
                "entries evicted",
                String.format(
                        Locale.ROOT,
                        "The server keeps %,d statements and dropped rare ones %,d times to make room: totals are too"
                                + " low. A larger table needs a restart of the server.",
                        info.most(),
                        evicted),
                "ALTER SYSTEM SET pg_stat_statements.max = " + Math.min(2L * info.most(), Integer.MAX_VALUE / 2) + ";");
    }

    private static StatementNotice reset(Instant at) {
        return new StatementNotice(
                "reset",
                "reset by somebody else",
                "pg_stat_statements was reset by somebody else at " + at.truncatedTo(ChronoUnit.SECONDS)
                        + "; what was counted just before is lost, and totals begin there.",
                "");
    }

    private static StatementNotice track(String track) {
        return track.equals("none")
                ? new StatementNotice(
                        "track",
                        "nothing is counted",
                        "pg_stat_statements.track is none: the server counts no statement.",
                        "ALTER SYSTEM SET pg_stat_statements.track = 'top';" + RELOAD)
                : new StatementNotice(
                        "track",
                        "nested statements are hidden",
                        "pg_stat_statements.track is " + track + ": statements that functions run count only as"
                                + " time of their caller.",
                        "ALTER SYSTEM SET pg_stat_statements.track = 'all';" + RELOAD);
    }
}
