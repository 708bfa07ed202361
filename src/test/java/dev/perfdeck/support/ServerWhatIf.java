package dev.perfdeck.support;

import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.lab.Approximation;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.ColumnFacts;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.IndexFacts;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.TwinVersion;
import dev.perfdeck.model.lab.WhatIf;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What-if questions on a real server, to a superuser, with candidates really built: the truth that a twin is held to.
/// One thread.
public final class ServerWhatIf implements WhatIf {
    private final Connection connection;
    private final Map<String, Candidate> candidates = new HashMap<>();
    private final Map<Question, Outcome<Explained>> known = new HashMap<>();
    private long asked;

    public ServerWhatIf(Connection connection) {
        this.connection = connection;
    }

    @Override
    public TwinVersion version() {
        return new TwinVersion(18, 18, "the server itself");
    }

    @Override
    public List<Approximation> approximations() {
        return List.of();
    }

    @Override
    public List<TableFacts> tables() {
        return list(
                "select c.oid::regclass::text, n.nspname, c.reltuples, pg_relation_size(c.oid), case when c.relispartition"
                        + " then pg_partition_root(c.oid)::regclass::text else '' end, c.oid, c.relkind = 'p'"
                        + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema)'",
                row -> new TableFacts(
                        row.getString(1),
                        row.getString(2),
                        row.getDouble(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getBoolean(7),
                        columns(row.getLong(6))));
    }

    private List<ColumnFacts> columns(long table) {
        return list(
                "select a.attname, format_type(a.atttypid, a.atttypmod), s.n_distinct, s.null_frac, s.avg_width,"
                        + " s.correlation, c.reltuples from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " join pg_namespace n on n.oid = c.relnamespace left join pg_stats s on s.schemaname ="
                        + " n.nspname and s.tablename = c.relname and s.attname = a.attname"
                        + " where a.attnum > 0 and not a.attisdropped and c.oid = " + table,
                row -> new ColumnFacts(
                        row.getString(1),
                        row.getString(2),
                        row.getDouble(3) < 0 ? -row.getDouble(3) * row.getDouble(7) : row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5),
                        row.getDouble(6)));
    }

    @Override
    public List<IndexFacts> indexes() {
        return facts(0).stream()
                .filter(it ->
                        candidates.values().stream().noneMatch(c -> c.name().equals(it.name())))
                .toList();
    }

    private List<IndexFacts> facts(long only) {
        return list(
                "select i.relname, x.indrelid::regclass::text, pg_get_indexdef(i.oid), pg_relation_size(i.oid),"
                        + " x.indisunique, exists (select from pg_constraint where conindid = i.oid),"
                        + " x.indpred is not null, array(select pg_get_indexdef(i.oid, k, true) from"
                        + " generate_series(1, x.indnatts) k) from pg_index x join pg_class i on i.oid = x.indexrelid"
                        + " join pg_namespace n on n.oid = i.relnamespace where n.nspname !~ '^pg_'"
                        + (only == 0 ? "" : " and i.oid = " + only),
                row -> new IndexFacts(
                        row.getString(1),
                        row.getString(2),
                        Arrays.asList((String[]) row.getArray(8).getArray()),
                        row.getString(3),
                        row.getLong(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getBoolean(7)));
    }

    @Override
    public List<Outcome<Candidate>> candidates(List<String> createIndexes) {
        return createIndexes.stream().map(this::build).toList();
    }

    private Outcome<Candidate> build(String ddl) {
        var had = candidates.get(ddl);
        if (had != null) {
            return new Outcome.Good<>(had);
        }
        try (var statement = connection.createStatement()) {
            var before = new HashSet<>(list("select oid from pg_class where relkind = 'i'", row -> row.getLong(1)));
            statement.execute(ddl);
            long oid = list("select oid from pg_class where relkind = 'i'", row -> row.getLong(1)).stream()
                    .filter(it -> !before.contains(it))
                    .findFirst()
                    .orElseThrow();
            var facts = facts(oid).getFirst();
            var candidate = new Candidate(oid, facts.name(), facts.table(), facts.columns(), facts.sizeBytes(), ddl);
            candidates.put(ddl, candidate);
            return new Outcome.Good<>(candidate);
        } catch (SQLException e) {
            return new Outcome.Failed<>(new Fault.Rejected(ddl, String.valueOf(e.getMessage()), "an index"));
        }
    }

    @Override
    public void drop(Set<Candidate> gone) {
        gone.forEach(it -> {
            execute("drop index if exists " + it.name());
            candidates.remove(it.ddl());
        });
    }

    @Override
    public List<Outcome<Explained>> explain(List<Question> questions) {
        return questions.stream()
                .map(it -> known.computeIfAbsent(it, this::ask))
                .toList();
    }

    private Outcome<Explained> ask(Question question) {
        asked++;
        execute("begin");
        try (var statement = connection.createStatement()) {
            var hidden = new ArrayList<String>(question.hidden());
            candidates.values().stream()
                    .filter(it -> !question.on().contains(it))
                    .forEach(it -> hidden.add(it.name()));
            if (!hidden.isEmpty()) {
                statement.execute("update pg_index set indisvalid = false where indexrelid::regclass::text in ('"
                        + String.join("', '", hidden) + "')");
            }
            String how =
                    question.statement().contains("$1") ? "format json, verbose, generic_plan" : "format json, verbose";
            try (var rows = statement.executeQuery("explain (" + how + ") " + question.statement())) {
                rows.next();
                var plan = ExplainJson.read(rows.getString(1));
                return new Outcome.Good<>(
                        new Explained(plan.cost(), rows.getString(1), Set.copyOf(plan.indexes()), List.of()));
            }
        } catch (SQLException e) {
            return new Outcome.Failed<>(new Fault.Rejected("", String.valueOf(e.getMessage()), ""));
        } finally {
            execute("rollback");
        }
    }

    @Override
    public long asked() {
        return asked;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Row<T> each) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(each.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
