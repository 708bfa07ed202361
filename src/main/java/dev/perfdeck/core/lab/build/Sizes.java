package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.BtreeSize;
import dev.perfdeck.core.lab.page.DataFiles;
import dev.perfdeck.core.lab.source.Size;
import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gives the twin's empty relations the sizes of the source's: files of that length, B-trees of that height, and the
/// planner's figures. For one thread; needs the superuser.
final class Sizes {
    private final Connection session;
    private final DataFiles files;

    Sizes(Connection session, DataFiles files) {
        this.session = session;
        this.files = files;
    }

    static Map<String, Size> byName(Collection<Size> sizes) {
        var byName = new LinkedHashMap<String, Size>();
        sizes.forEach(it -> byName.put(it.name(), it));
        return byName;
    }

    /// A line of `pg_class`; `file` 0 leaves the file as it is.
    record Entry(long oid, long known, double rows, long visible, long file) {}

    private record Known(long oid, long file, char kind) {}

    /// @return the original, empty file and the large one of each table, by its number
    Map<Long, TableFiles> apply(Collection<Size> sizes, boolean zeroMeansUnknown) throws SQLException, IOException {
        var known = known(sizes.stream().map(Size::name).toList());
        var shapes = new HashMap<Long, Shape>();
        Shape.read(
                        session,
                        known.values().stream()
                                .filter(it -> it.kind() == 'i')
                                .map(Known::oid)
                                .toList())
                .forEach(shape -> shapes.put(shape.oid(), shape));
        var entries = new ArrayList<Entry>();
        var tables = new HashMap<Long, TableFiles>();
        for (var size : sizes) {
            var it = known.get(size.name());
            if (it == null) {
                continue;
            }
            long file = 0;
            var shape = shapes.get(it.oid());
            if (shape != null) {
                file = index(shape, size, it.file());
            } else if (it.kind() == 'r' || it.kind() == 'm') {
                file = files.blank(size.pages());
                tables.put(it.oid(), new TableFiles(it.file(), file));
            }
            double rows = zeroMeansUnknown && size.rows() == 0 && size.knownPages() == 0 ? -1 : size.rows();
            entries.add(new Entry(it.oid(), size.knownPages(), rows, size.allVisible(), file));
        }
        write(entries);
        return tables;
    }

    private long index(Shape shape, Size size, long file) throws IOException {
        if (shape.method().equals("btree")) {
            if (size.pages() <= 1) {
                return 0;
            }
            int level = BtreeSize.height(size.pages(), shape.keys(size.rows(), 1, 0, List.of()));
            return files.btree(size.pages(), level, shape.equalImage());
        }
        files.grow(file, size.pages());
        return 0;
    }

    void write(List<Entry> entries) throws SQLException {
        try (var statement = session.prepareStatement(Sql.read("sizes"))) {
            statement.setArray(1, array("oid", entries.stream().map(Entry::oid)));
            statement.setArray(2, array("int4", entries.stream().map(it -> (int) it.known())));
            statement.setArray(3, array("float4", entries.stream().map(it -> (float) it.rows())));
            statement.setArray(4, array("int4", entries.stream().map(it -> (int) it.visible())));
            statement.setArray(5, array("oid", entries.stream().map(Entry::file)));
            statement.executeUpdate();
        }
    }

    private Array array(String type, Stream<?> values) throws SQLException {
        return session.createArrayOf(type, values.toArray());
    }

    private Map<String, Known> known(List<String> names) throws SQLException {
        var known = new HashMap<String, Known>();
        try (var statement = session.prepareStatement(Sql.read("files"))) {
            statement.setArray(1, session.createArrayOf("text", names.toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    known.put(
                            row.getString("name"),
                            new Known(
                                    row.getLong("oid"),
                                    row.getLong("relfilenode"),
                                    row.getString("kind").charAt(0)));
                }
            }
        }
        return known;
    }
}
