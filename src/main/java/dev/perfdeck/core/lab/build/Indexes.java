package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.DataFiles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds hypothetical indexes: real ones, on tables that are empty for the moment, which then get the size and the
/// height that they would have, and stay invisible until a question asks for them. For one thread at a time.
public final class Indexes {
    private final Connection superuser;
    private final Connection owner;
    private final Connection qualified;
    private final DataFiles files;
    private final Map<Long, TableFiles> tables;

    /// @param owner builds, with the source's search path
    /// @param qualified asks the planner for how many rows a partial index holds; nothing on its search path
    public Indexes(
            Connection superuser,
            Connection owner,
            Connection qualified,
            DataFiles files,
            Map<Long, TableFiles> tables) {
        this.superuser = superuser;
        this.owner = owner;
        this.qualified = qualified;
        this.files = files;
        this.tables = tables;
    }

    /// An index and, where the table is partitioned, its parts.
    ///
    /// @param tables that it, or a part of it, stands on: their names without schema
    /// @param names without schema, its own and its parts'
    /// @param rough why its size is not to be relied on; empty where it is
    public record Made(Shape shape, Set<Long> all, Set<String> tables, Set<String> names, long bytes, String rough) {}

    /// One statement that was run, with the reason why it failed or none.
    public record Tried(String ddl, Set<Long> made, String trouble) {}

    DataFiles folder() {
        return files;
    }

    /// Runs them in one transaction while the tables are empty.
    public List<Tried> build(List<String> statements) throws SQLException {
        setFiles(true);
        try {
            owner.setAutoCommit(false);
            var tried = new IndexBuilding(owner).run(statements);
            owner.commit();
            return tried;
        } finally {
            owner.setAutoCommit(true);
            setFiles(false);
        }
    }

    /// Gives new indexes their sizes and hides them.
    public Map<Long, Made> finish(Collection<Long> made) throws SQLException, IOException {
        var shapes = new LinkedHashMap<Long, Shape>();
        Shape.read(superuser, made).forEach(shape -> shapes.put(shape.oid(), shape));
        var entries = new ArrayList<Sizes.Entry>();
        var bytes = new LinkedHashMap<Long, Long>();
        var estimate = new IndexEstimate(superuser, qualified);
        for (var shape : shapes.values()) {
            if (shape.whole()) {
                continue;
            }
            var size = estimate.of(shape);
            long file = 0;
            if (shape.method().equals("btree")) {
                file = files.btree(size.pages(), size.level(), shape.equalImage());
            } else {
                files.grow(shape.file(), size.pages());
            }
            entries.add(new Sizes.Entry(shape.oid(), size.pages(), size.rows(), 0, file));
            bytes.put(shape.oid(), size.pages() * 8192);
        }
        new Sizes(superuser, files).write(entries);
        hide(made);
        return wholes(shapes, bytes);
    }

    public void drop(Collection<String> names) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (var statement = owner.createStatement()) {
            statement.execute("drop index if exists " + String.join(", ", names));
        }
    }

    private Map<Long, Made> wholes(Map<Long, Shape> shapes, Map<Long, Long> bytes) {
        var found = new LinkedHashMap<Long, Made>();
        for (var shape : shapes.values()) {
            if (shapes.containsKey(shape.parent())) {
                continue;
            }
            var all = new HashSet<Long>();
            var names = new HashSet<String>();
            var tableNames = new HashSet<String>();
            long sum = 0;
            for (var part : shapes.values()) {
                if (under(part, shape.oid(), shapes)) {
                    all.add(part.oid());
                    tableNames.add(bare(part.table()));
                    names.add(bare(part.name()));
                    sum += bytes.getOrDefault(part.oid(), 0L);
                }
            }
            found.put(shape.oid(), new Made(shape, all, tableNames, names, sum, IndexEstimate.rough(shape)));
        }
        return found;
    }

    private static boolean under(Shape part, long oid, Map<Long, Shape> shapes) {
        for (Shape at = part; at != null; at = shapes.get(at.parent())) {
            if (at.oid() == oid) {
                return true;
            }
        }
        return false;
    }

    /// `t` of `s.t`, without quotes: what a plan calls it.
    public static String bare(String name) {
        var last = name.endsWith("\"")
                ? name.substring(name.lastIndexOf('"', name.length() - 2) + 1, name.length() - 1)
                : name.substring(name.lastIndexOf('.') + 1);
        return last;
    }

    private void hide(Collection<Long> made) throws SQLException {
        try (var statement =
                superuser.prepareStatement("update pg_index set indisvalid = false where indexrelid = any (?)")) {
            statement.setArray(1, superuser.createArrayOf("oid", made.toArray()));
            statement.executeUpdate();
        }
    }

    /// A build before version 18 also zeroes what the planner knows of its table, so that is put back too.
    private void setFiles(boolean empty) throws SQLException {
        var keep = empty
                ? "create temp table if not exists kept as select oid, relpages, reltuples, relallvisible from pg_class"
                        + " where relkind in ('r', 'm') and oid >= 16384"
                : "update pg_class as c set relpages = k.relpages, reltuples = k.reltuples, relallvisible ="
                        + " k.relallvisible from kept as k where c.oid = k.oid"
                        + " and (c.relpages, c.reltuples, c.relallvisible)"
                        + " is distinct from (k.relpages, k.reltuples, k.relallvisible)";
        try (var statement = superuser.createStatement();
                var swap = superuser.prepareStatement("update pg_class as c set relfilenode = s.file"
                        + " from unnest(?::oid[], ?::oid[]) as s (oid, file) where c.oid = s.oid")) {
            if (empty) {
                statement.execute(keep);
            }
            swap.setArray(1, superuser.createArrayOf("oid", tables.keySet().toArray()));
            swap.setArray(
                    2,
                    superuser.createArrayOf(
                            "oid",
                            tables.values().stream()
                                    .map(it -> empty ? it.empty() : it.large())
                                    .toArray()));
            swap.executeUpdate();
            if (!empty) {
                statement.execute(keep);
                statement.execute("drop table kept");
            }
        }
    }
}
