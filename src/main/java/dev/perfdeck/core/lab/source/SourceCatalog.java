package dev.perfdeck.core.lab.source;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// One session to the database that is copied. It asks the catalogs, in portions of [#PORTION] tables, and nothing
/// else: it neither reads a row of the user's tables nor holds a transaction open. For one thread.
public final class SourceCatalog implements AutoCloseable {
    private static final int PORTION = 200;
    private static final String ONLY_CATALOG = "select set_config('search_path', 'pg_catalog', false)";

    private final Connection connection;
    private final DatabaseFacts database;

    private SourceCatalog(Connection connection, DatabaseFacts database) {
        this.connection = connection;
        this.database = database;
    }

    public static SourceCatalog open(ConnectionSource source) throws SQLException {
        var connection = source.open();
        try {
            var database = ask(
                            connection,
                            Sql.read("database"),
                            row -> new DatabaseFacts(
                                    row.getInt("major"),
                                    row.getString("search_path"),
                                    row.getInt("block_size"),
                                    row.getString("encoding"),
                                    row.getString("provider"),
                                    row.getString("datcollate"),
                                    row.getString("datctype"),
                                    row.getString("locale"),
                                    row.getString("role")))
                    .getFirst();
            // Names come out with their schemas from here on.
            ask(connection, ONLY_CATALOG, row -> "");
            return new SourceCatalog(connection, database);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    public DatabaseFacts database() {
        return database;
    }

    /// The planner's settings, by name.
    public Map<String, String> settings() throws SQLException {
        var settings = new LinkedHashMap<String, String>();
        ask(connection, Sql.read("settings"), row -> settings.put(row.getString(1), row.getString(2)));
        return settings;
    }

    public List<Relation> relations(int most) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("relations"))) {
            statement.setInt(1, most);
            return rows(
                    statement,
                    row -> new Relation(
                            row.getLong("oid"),
                            row.getString("name"),
                            row.getString("nspname"),
                            row.getString("kind").charAt(0),
                            row.getBoolean("partition"),
                            row.getString("method"),
                            row.getBoolean("policies"),
                            row.getBoolean("secured")));
        }
    }

    /// Steps of the whole database.
    ///
    /// @param name of the statement: `schemas`, `types` …
    public List<Step> steps(String name) throws SQLException {
        return ask(connection, Sql.read(name), SourceCatalog::step);
    }

    /// Steps for some tables, or for the names of some extensions.
    public List<Step> steps(String name, Collection<Long> tables) throws SQLException {
        var steps = new ArrayList<Step>();
        inPortions(name, tables, row -> steps.add(step(row)));
        return steps;
    }

    /// Types of extensions that the twin has not.
    public List<Step> standIns(Collection<String> extensions) throws SQLException {
        try (var statement = connection.prepareStatement(Sql.read("stand-ins"))) {
            statement.setArray(1, connection.createArrayOf("text", extensions.toArray()));
            return rows(statement, SourceCatalog::step);
        }
    }

    /// Kinds of things that the twin does not copy, each with how many there are.
    public List<String> unknowns() throws SQLException {
        return ask(
                connection,
                Sql.read("unknowns"),
                row -> row.getInt("number") + " user-defined " + row.getString("kind")
                        + (row.getInt("number") == 1 ? "" : "s") + ", as " + row.getString("example"));
    }

    /// Of the tables and their indexes; those that somebody holds exclusively are left out.
    public List<Size> sizes(Collection<Long> tables) throws SQLException {
        var sizes = new ArrayList<Size>();
        int block = database.blockSize();
        inPortions("sizes", tables, row -> {
            long bytes = row.getLong("bytes");
            long pages = row.wasNull() ? row.getLong("relpages") : bytes / block;
            sizes.add(new Size(
                    row.getString("name"),
                    pages,
                    row.getLong("relpages"),
                    row.getDouble("reltuples"),
                    row.getLong("relallvisible")));
        });
        return sizes;
    }

    /// When each table was last analyzed, in words that change when it is again.
    public Map<String, String> analyzed(Collection<Long> tables) throws SQLException {
        var analyzed = new LinkedHashMap<String, String>();
        inPortions("analyzed", tables, row -> analyzed.put(row.getString(1), row.getString(2)));
        return analyzed;
    }

    /// Statistics of the tables and of their indexes' expressions, a portion at a time: together they can be large.
    public void statistics(Collection<Long> tables, Consumer<List<ColumnStatistics>> portion) throws SQLException {
        var all = new ArrayList<>(tables);
        for (int from = 0; from < all.size(); from += PORTION) {
            var some = all.subList(from, Math.min(all.size(), from + PORTION));
            var found = new ArrayList<ColumnStatistics>();
            inPortions("statistics", some, row -> found.add(columnStatistics(row)));
            portion.accept(found);
        }
    }

    /// Columns that the role may not read, and so has no statistics of, by table.
    public Map<String, String> unseen(Collection<Long> tables) throws SQLException {
        var unseen = new LinkedHashMap<String, String>();
        inPortions("unseen", tables, row -> unseen.put(row.getString(1), row.getString(2)));
        return unseen;
    }

    /// Figures of extended statistics.
    public List<ExtendedFigures> extended(Collection<Long> tables) throws SQLException {
        var found = new ArrayList<ExtendedFigures>();
        inPortions(
                "extended-figures",
                tables,
                row -> found.add(new ExtendedFigures(
                        row.getString("name"),
                        row.getString("relation"),
                        row.getString("columns"),
                        row.getString("n_distinct"),
                        row.getString("dependencies"),
                        row.getString("mcv"))));
        return found;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                row.getString("object"),
                row.getString("touches"),
                Optional.ofNullable(row.getString("ddl")),
                Optional.ofNullable(row.getString("fallback")));
    }

    private static ColumnStatistics columnStatistics(ResultSet row) throws SQLException {
        return new ColumnStatistics(
                row.getString("relation"),
                row.getString("attname"),
                row.getBoolean("inherited"),
                row.getFloat("null_frac"),
                row.getInt("avg_width"),
                row.getFloat("n_distinct"),
                row.getString("mcv"),
                row.getString("mcf"),
                row.getString("histogram"),
                row.getString("correlation"),
                row.getString("mce"),
                row.getString("mcef"),
                row.getString("dech"),
                row.getString("empty_frac"),
                row.getString("lengths"),
                row.getString("bounds"));
    }

    /// Fills every parameter of the statement with the numbers of some tables, until all have had their turn.
    private void inPortions(String name, Collection<Long> tables, Taking taking) throws SQLException {
        var all = new ArrayList<>(tables);
        try (var statement = connection.prepareStatement(forVersion(Sql.read(name)))) {
            for (int from = 0; from < all.size(); from += PORTION) {
                var some = all.subList(from, Math.min(all.size(), from + PORTION));
                Array numbers = connection.createArrayOf("oid", some.toArray());
                int parameters = statement.getParameterMetaData().getParameterCount();
                for (int i = 1; i <= parameters; i++) {
                    statement.setArray(i, numbers);
                }
                rows(statement, row -> {
                    taking.take(row);
                    return "";
                });
            }
        }
    }

    private String forVersion(String sql) {
        boolean ranges = database.major() >= 17;
        return sql.replace("${empty_frac}", ranges ? "s.range_empty_frac::text" : "null::text")
                .replace("${lengths}", ranges ? "s.range_length_histogram::text" : "null::text")
                .replace("${bounds}", ranges ? "s.range_bounds_histogram::text" : "null::text");
    }

    private static <T> List<T> ask(Connection connection, String sql, Reading<T> reading) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return rows(statement, reading);
        }
    }

    private static <T> List<T> rows(PreparedStatement statement, Reading<T> reading) throws SQLException {
        try (var row = statement.executeQuery()) {
            var found = new ArrayList<T>();
            while (row.next()) {
                found.add(reading.of(row));
            }
            return found;
        }
    }
}
