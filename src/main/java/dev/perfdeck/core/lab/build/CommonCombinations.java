package dev.perfdeck.core.lab.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes lists of the most common combinations of columns as PostgreSQL stores them (`mcv.c`). It lets the twin write
/// one itself, from a table that holds each combination, and puts the source's frequencies in. For one thread; needs
/// the superuser.
final class CommonCombinations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FREQUENCIES = 2 * Double.BYTES;

    private final Connection session;

    CommonCombinations(Connection session) {
        this.session = session;
    }

    private record Shares(double frequency, double base) {}

    /// @param columns of the twin's table, as SQL writes them, in the order of their numbers
    /// @param known values, nulls, frequencies and base frequencies, as the source shows them
    byte[] of(String relation, List<String> columns, String known) throws SQLException, JsonProcessingException {
        var lists = JSON.readTree(known);
        run("create table perfdeck_lab.combinations as select " + String.join(", ", columns) + " from only " + relation
                + " with no data");
        try {
            fill(columns, lists.path(0));
            run("create statistics perfdeck_lab.combined (mcv) on " + String.join(", ", columns)
                    + " from perfdeck_lab.combinations");
            run("alter statistics perfdeck_lab.combined set statistics 10000");
            run("analyze perfdeck_lab.combinations");
            return withShares(columns.size(), shares(lists));
        } finally {
            run("drop table perfdeck_lab.combinations");
        }
    }

    /// Each twice: what stands there once is not common.
    private void fill(List<String> columns, JsonNode values) throws SQLException {
        var parts = new ArrayList<String>();
        try (var statement = session.createStatement();
                var row = statement.executeQuery("select format_type(atttypid, atttypmod) from pg_attribute"
                        + " where attrelid = 'perfdeck_lab.combinations'::regclass and attnum > 0 order by attnum")) {
            while (row.next()) {
                parts.add("(e ->> " + parts.size() + ")::" + row.getString(1));
            }
        }
        try (var statement =
                session.prepareStatement("insert into perfdeck_lab.combinations (" + String.join(", ", columns)
                        + ") select " + String.join(", ", parts)
                        + " from jsonb_array_elements(?::jsonb) as e, generate_series(1, 2)")) {
            statement.setString(1, values.toString());
            statement.executeUpdate();
        }
    }

    private static Map<List<@Nullable String>, Shares> shares(JsonNode lists) {
        var shares = new HashMap<List<@Nullable String>, Shares>();
        for (int i = 0; i < lists.path(0).size(); i++) {
            var key = new ArrayList<@Nullable String>();
            lists.path(0).path(i).forEach(value -> key.add(value.isNull() ? null : value.asText()));
            shares.put(
                    key,
                    new Shares(
                            lists.path(2).path(i).asDouble(),
                            lists.path(3).path(i).asDouble()));
        }
        return shares;
    }

    /// The items are the end of it: a flag of null for each column, two shares, a number of a value for each column.
    private byte[] withShares(int columns, Map<List<@Nullable String>, Shares> shares) throws SQLException {
        int size = columns * (Byte.BYTES + Short.BYTES) + FREQUENCIES;
        try (var statement = session.createStatement();
                var row = statement.executeQuery("select d.stxdmcv::bytea as list, i.index,"
                        + " count(*) over () as items, i.values from pg_statistic_ext as s"
                        + " join pg_statistic_ext_data as d on d.stxoid = s.oid, pg_mcv_list_items(d.stxdmcv) as i"
                        + " where s.stxname = 'combined' and s.stxnamespace = 'perfdeck_lab'::regnamespace")) {
            ByteBuffer list = null;
            int found = 0;
            while (row.next()) {
                list = list == null ? ByteBuffer.wrap(row.getBytes(1)).order(ByteOrder.nativeOrder()) : list;
                var known = shares.get(
                        Arrays.asList((@Nullable String[]) row.getArray(4).getArray()));
                if (known != null) {
                    int at = list.capacity() - (row.getInt(3) - row.getInt(2)) * size + columns;
                    list.putDouble(at, known.frequency()).putDouble(at + Double.BYTES, known.base());
                    found++;
                }
            }
            if (list == null || found != shares.size()) {
                throw new SQLException(found + " of " + shares.size() + " combinations could be written");
            }
            return list.array();
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
