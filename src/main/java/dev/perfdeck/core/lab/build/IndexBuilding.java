package dev.perfdeck.core.lab.build;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs `CREATE INDEX` statements, as many as go at once: they are sent together, and where one of them fails, the two
/// halves are tried. For one thread, within a transaction.
final class IndexBuilding {
    private final Connection owner;
    private final List<Indexes.Tried> tried = new ArrayList<>();

    IndexBuilding(Connection owner) {
        this.owner = owner;
    }

    List<Indexes.Tried> run(List<String> statements) throws SQLException {
        if (statements.stream().anyMatch(it -> it.contains("_trgm_ops"))) {
            // Trusted: whoever owns a database may add it, so the source could have it too.
            attempt("create extension if not exists pg_trgm");
        }
        together(statements);
        return tried;
    }

    private void together(List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        var savepoint = owner.setSavepoint();
        long last = newest();
        String trouble = "";
        // A comment at the end of one must not hide the next.
        try (var statement = owner.createStatement()) {
            statement.execute(String.join("\n;\n", statements));
            var made = List.copyOf(since(last).values());
            if (made.size() == statements.size()) {
                for (int i = 0; i < made.size(); i++) {
                    tried.add(new Indexes.Tried(statements.get(i), made.get(i), ""));
                }
                owner.releaseSavepoint(savepoint);
                return;
            }
            trouble = "there is such an index already";
        } catch (SQLException e) {
            trouble = Reason.of(e);
        }
        owner.rollback(savepoint);
        if (statements.size() == 1) {
            tried.add(new Indexes.Tried(statements.getFirst(), Set.of(), trouble));
            return;
        }
        together(statements.subList(0, statements.size() / 2));
        together(statements.subList(statements.size() / 2, statements.size()));
    }

    private void attempt(String sql) throws SQLException {
        var savepoint = owner.setSavepoint();
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            owner.rollback(savepoint);
        }
    }

    private long newest() throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("select coalesce(max(oid), 0) from pg_catalog.pg_class")) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Each index with its parts, in the order they were made.
    private Map<Long, Set<Long>> since(long last) throws SQLException {
        var made = new LinkedHashMap<Long, Set<Long>>();
        var wholes = new LinkedHashMap<Long, Long>();
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("select i.indexrelid, h.inhparent from pg_catalog.pg_index as i"
                        + " left join pg_catalog.pg_inherits as h on h.inhrelid = i.indexrelid"
                        + " where i.indexrelid > '" + last + "'::oid order by i.indexrelid")) {
            while (row.next()) {
                wholes.put(row.getLong(1), row.getLong(2));
            }
        }
        for (long index : wholes.keySet()) {
            long whole = index;
            while (wholes.getOrDefault(wholes.getOrDefault(whole, 0L), -1L) >= 0) {
                whole = wholes.getOrDefault(whole, 0L);
            }
            made.computeIfAbsent(whole, _ -> new HashSet<>()).add(index);
        }
        return made;
    }
}
