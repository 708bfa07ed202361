package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.DatabaseFacts;
import dev.perfdeck.model.lab.Approximation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the twin's empty database: collation, owner, settings, and the switch for indexes.
final class TwinDatabase {
    private static final Logger log = LoggerFactory.getLogger(TwinDatabase.class);

    /// What newer planners do that older ones do not, by the version that began it: off where the source is older.
    private static final Map<String, Integer> NEWER = Map.of(
            "enable_presorted_aggregate", 16,
            "enable_group_by_reordering", 17,
            "enable_distinct_reordering", 18,
            "enable_self_join_elimination", 18);

    private final TwinServer server;
    private final int major;
    private final List<Approximation> approximations = new ArrayList<>();

    /// @param major of the twin
    TwinDatabase(TwinServer server, int major) {
        this.server = server;
        this.major = major;
    }

    /// @return what could not be had as it is
    List<Approximation> create(DatabaseFacts source, Map<String, String> settings) throws SQLException {
        try (var session = server.superuser("postgres")) {
            create(session, source);
        }
        try (var session = server.superuser(TwinServer.DATABASE)) {
            run(session, "alter schema public owner to twin");
            run(session, "create schema perfdeck_lab");
            run(session, "grant usage on schema perfdeck_lab to twin");
            run(session, Sql.read("switch"));
            settings.forEach((name, value) -> set(session, name, value));
            for (var newer : NEWER.entrySet()) {
                if (newer.getValue() > source.major() && newer.getValue() <= major) {
                    set(session, newer.getKey(), "off");
                }
            }
            set(
                    session,
                    "search_path",
                    source.searchPath().replace("$user", source.role().replace("\"", "\"\"")));
        }
        return approximations;
    }

    private void create(Connection session, DatabaseFacts source) throws SQLException {
        var base = "create database twin owner twin template template0 encoding 'UTF8' ";
        var wanted = base
                + switch (source.provider() == null ? "c" : source.provider()) {
                    case "i" -> "locale_provider icu icu_locale " + quoted(source.locale()) + " locale 'C'";
                    case "b" -> "locale_provider builtin builtin_locale " + quoted(source.locale()) + " locale 'C'";
                    default -> "lc_collate " + quoted(source.collate()) + " lc_ctype " + quoted(source.ctype());
                };
        try {
            run(session, wanted);
        } catch (SQLException e) {
            log.info("the source's collation is not to be had here: {}", e.getMessage());
            approximations.add(new Approximation(
                    "", "the collation " + source.collate() + " is not on this machine; the twin sorts by bytes"));
            run(session, base + "lc_collate 'C' lc_ctype 'C'");
        }
        if (!source.encoding().equals("UTF8") && !source.encoding().equals("SQL_ASCII")) {
            log.info("the source's encoding is {}, the twin's UTF8", source.encoding());
        }
        if (source.blockSize() != 8192) {
            approximations.add(new Approximation(
                    "", "the source has pages of " + source.blockSize() + " bytes, the twin of 8192"));
        }
    }

    /// A setting that this version does not know, or not with this value, is left as it is.
    private void set(Connection session, String name, String value) {
        try {
            // A list of names, as search_path is, comes quoted already.
            run(
                    session,
                    "alter database twin set " + name + " = "
                            + (name.equals("search_path") ? (value.isEmpty() ? "''" : value) : quoted(value)));
        } catch (SQLException e) {
            approximations.add(new Approximation("", "the setting " + name + " = " + value + " is not the twin's"));
        }
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String quoted(@Nullable String text) {
        return "'" + (text == null ? "" : text.replace("'", "''")) + "'";
    }
}
