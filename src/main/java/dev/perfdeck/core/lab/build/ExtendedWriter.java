package dev.perfdeck.core.lab.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.core.lab.source.ExtendedFigures;
import dev.perfdeck.model.lab.Approximation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes extended statistics into the twin: how many combinations of columns there are, and which column decides
/// another, which combinations are common. PostgreSQL takes none of it as text, so it is written as it is stored
/// (`mvdistinct.c`, `dependencies.c`, `mcv.c`), through casts that only the twin has. For one thread; needs the
/// superuser.
final class ExtendedWriter {
    private static final int DISTINCT = 0xA352BFA4;
    private static final int DEPENDENCIES = 0xB4549A2C;
    private static final int BASIC = 1;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String OID =
            "(select s.oid from pg_statistic_ext as s join pg_namespace as n on n.oid = s.stxnamespace"
                    + " where format('%I.%I', n.nspname, s.stxname) = ?)";

    private final Connection session;
    private final int major;
    private final Set<String> redacted;

    /// @param redacted columns, as `schema.table.column`, whose values are not copied
    ExtendedWriter(Connection session, int major, Set<String> redacted) {
        this.session = session;
        this.major = major;
        this.redacted = redacted;
    }

    List<Approximation> write(List<ExtendedFigures> all) throws SQLException {
        var approximations = new ArrayList<Approximation>();
        try (var statement = session.createStatement()) {
            for (var type : List.of("pg_ndistinct", "pg_dependencies", "pg_mcv_list")) {
                statement.execute("drop cast if exists (bytea as " + type + ")");
                statement.execute("create cast (bytea as " + type + ") without function");
            }
        }
        for (var figures : all) {
            if (figures.unseen()) {
                approximations.add(new Approximation(
                        figures.relation(),
                        "the figures of the extended statistics " + figures.name()
                                + " are not there, or shown to the table's owner only"));
                continue;
            }
            try {
                write(figures, common(figures, approximations));
            } catch (JsonProcessingException | SQLException e) {
                approximations.add(new Approximation(
                        figures.relation(),
                        "the statistics " + figures.name() + " could not be copied: " + e.getMessage()));
            }
        }
        return approximations;
    }

    private byte @Nullable [] common(ExtendedFigures figures, List<Approximation> approximations)
            throws JsonProcessingException {
        if (figures.commonValues() == null) {
            return null;
        }
        var columns = new TreeMap<Integer, String>();
        JSON.readTree(figures.columns() == null ? "{}" : figures.columns())
                .properties()
                .forEach(it ->
                        columns.put(Integer.valueOf(it.getKey()), it.getValue().asText()));
        var why = "";
        if (columns.values().stream().anyMatch(it -> redacted.contains(figures.relation() + "." + it))) {
            why = "were left out as asked";
        } else {
            try {
                var quoted = columns.values().stream()
                        .map(it -> '"' + it.replace("\"", "\"\"") + '"')
                        .toList();
                return new CommonCombinations(session).of(figures.relation(), quoted, figures.commonValues());
            } catch (SQLException e) {
                why = "are not copied: " + e.getMessage();
            }
        }
        approximations.add(new Approximation(
                figures.relation(), "the most common combinations of the statistics " + figures.name() + " " + why));
        return null;
    }

    private void write(ExtendedFigures figures, byte @Nullable [] common) throws SQLException, JsonProcessingException {
        var numbers = numbers(figures);
        try (var old = session.prepareStatement("delete from pg_statistic_ext_data where stxoid = " + OID);
                var fresh = session.prepareStatement("insert into pg_statistic_ext_data (stxoid, "
                        + (major >= 15 ? "stxdinherit, " : "") + "stxdndistinct, stxddependencies, stxdmcv) select "
                        + OID
                        + (major >= 15 ? ", false" : "")
                        + ", ?::bytea::pg_ndistinct, ?::bytea::pg_dependencies, ?::bytea::pg_mcv_list")) {
            old.setString(1, figures.name());
            old.executeUpdate();
            fresh.setString(1, figures.name());
            fresh.setBytes(2, distinct(figures.distinct(), numbers));
            fresh.setBytes(3, dependencies(figures.dependencies(), numbers));
            fresh.setBytes(4, common);
            fresh.executeUpdate();
        }
    }

    /// The source's column numbers to the twin's, which has no dropped columns.
    private Map<Integer, Integer> numbers(ExtendedFigures figures) throws SQLException, JsonProcessingException {
        var numbers = new HashMap<Integer, Integer>();
        var columns = JSON.readTree(figures.columns() == null ? "{}" : figures.columns());
        try (var statement = session.prepareStatement(
                "select attnum from pg_attribute where attrelid = to_regclass(?) and attname = ?")) {
            for (var column : columns.properties()) {
                statement.setString(1, figures.relation());
                statement.setString(2, column.getValue().asText());
                try (var row = statement.executeQuery()) {
                    if (row.next()) {
                        numbers.put(Integer.valueOf(column.getKey()), row.getInt(1));
                    }
                }
            }
        }
        return numbers;
    }

    private static byte @Nullable [] distinct(@Nullable String text, Map<Integer, Integer> numbers)
            throws JsonProcessingException {
        if (text == null) {
            return null;
        }
        var items = JSON.readTree(text);
        var bytes = header(DISTINCT, items);
        for (var item : items.properties()) {
            var columns = columns(item.getKey(), numbers);
            bytes.putDouble(item.getValue().asDouble());
            bytes.putInt(columns.length);
            for (int column : columns) {
                bytes.putShort((short) column);
            }
        }
        return written(bytes);
    }

    private static byte @Nullable [] dependencies(@Nullable String text, Map<Integer, Integer> numbers)
            throws JsonProcessingException {
        if (text == null) {
            return null;
        }
        var items = JSON.readTree(text);
        var bytes = header(DEPENDENCIES, items);
        for (var item : items.properties()) {
            var columns = columns(item.getKey(), numbers);
            bytes.putDouble(item.getValue().asDouble());
            bytes.putShort((short) columns.length);
            for (int column : columns) {
                bytes.putShort((short) column);
            }
        }
        return written(bytes);
    }

    private static byte[] written(ByteBuffer bytes) {
        var written = new byte[bytes.position()];
        bytes.flip().get(written);
        return written;
    }

    private static ByteBuffer header(int magic, JsonNode items) {
        var bytes = ByteBuffer.allocate(12 + items.size() * 32).order(ByteOrder.nativeOrder());
        return bytes.putInt(magic).putInt(BASIC).putInt(items.size());
    }

    /// `1, 2` or `1, 2 => 3`; an expression has a negative number and keeps it.
    private static int[] columns(String text, Map<Integer, Integer> numbers) {
        return NUMBER.matcher(text)
                .results()
                .mapToInt(it -> Integer.parseInt(it.group()))
                .map(it -> numbers.getOrDefault(it, it))
                .toArray();
    }
}
