package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.DataFiles;
import dev.perfdeck.core.lab.source.ColumnStatistics;
import dev.perfdeck.core.lab.source.Relation;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.lab.source.Step;
import dev.perfdeck.model.lab.Approximation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Copies a database's schema, statistics and sizes into a [TwinServer]. For one thread.
public final class TwinCopy {
    private final SourceCatalog source;
    private final TwinServer server;
    private final int twinMajor;
    private final Set<String> redacted;
    private final Consumer<String> progress;
    private final List<Approximation> approximations = new ArrayList<>();

    /// @param redacted columns, as `schema.table.column`, whose values are not copied
    public TwinCopy(
            SourceCatalog source, TwinServer server, int twinMajor, Set<String> redacted, Consumer<String> progress) {
        this.source = source;
        this.server = server;
        this.twinMajor = twinMajor;
        this.redacted = redacted;
        this.progress = progress;
    }

    /// What was made.
    ///
    /// @param files of each table, by its number in the twin
    public record Made(
            List<Relation> relations,
            Map<Long, TableFiles> files,
            DataFiles folder,
            List<Approximation> approximations) {}

    public Made make(int mostTables) throws SQLException, IOException {
        progress.accept("Reading the schema");
        approximations.addAll(new TwinDatabase(server, twinMajor).create(source.database(), source.settings()));
        var relations = source.relations(mostTables);
        if (relations.size() >= mostTables) {
            approximations.add(new Approximation("", "only the first " + mostTables + " tables were copied"));
        }
        var numbers = relations.stream().map(Relation::oid).toList();
        try (var superuser = server.superuser(TwinServer.DATABASE)) {
            run(superuser, "set search_path = pg_catalog");
            schema(superuser, numbers, relations);
            progress.accept("Copying statistics");
            statistics(superuser, numbers);
            progress.accept("Copying sizes");
            var folder = folder(superuser);
            var files = sizes(superuser, numbers, folder);
            name(relations, numbers);
            return new Made(relations, files, folder, List.copyOf(approximations));
        }
    }

    private void schema(Connection superuser, List<Long> numbers, List<Relation> relations) throws SQLException {
        var first = new ArrayList<Step>();
        for (var name : List.of("collations", "types", "sequences", "functions")) {
            first.addAll(source.steps(name));
        }
        first.addAll(source.steps("tables", numbers));
        first.addAll(source.steps("links", numbers));
        first.addAll(source.steps("views"));
        var second = new ArrayList<Step>();
        for (var name : List.of("indexes", "index-links", "constraints", "extended", "targets", "policies")) {
            second.addAll(source.steps(name, numbers));
        }
        progress.accept("Copying " + relations.size() + " tables");
        extensions(superuser);
        try (var owner = server.owner(Map.of())) {
            run(owner, "set search_path = pg_catalog");
            run(owner, "set check_function_bodies = off");
            run(owner, "set client_min_messages = error");
            approximations.addAll(taken(owner, first));
            approximations.addAll(taken(owner, second));
            for (var relation : relations) {
                if (relation.secured()) {
                    run(owner, "alter table " + relation.name() + " enable row level security");
                    run(owner, "alter table " + relation.name() + " force row level security");
                }
            }
        }
    }

    /// Schemas first, then extensions, which need the superuser; of those not to be had, the types get stand-ins.
    private void extensions(Connection superuser) throws SQLException {
        var schemas = new SchemaSteps(superuser);
        schemas.run(source.steps("schemas"));
        var extensions = new SchemaSteps(superuser);
        var missing = extensions.run(source.steps("extensions"));
        if (missing.isEmpty()) {
            return;
        }
        var names = missing.stream().map(Step::object).toList();
        names.forEach(name ->
                approximations.add(new Approximation("", "the extension " + name + " is not to be had for the twin")));
        var standIns = source.standIns(names);
        new SchemaSteps(superuser).run(standIns);
        standIns.stream()
                .map(it -> "the type " + it.object() + " of " + it.touches() + " is a plain text in the twin")
                .limit(20)
                .forEach(reason -> approximations.add(new Approximation("", reason)));
    }

    private static List<Approximation> taken(Connection owner, List<Step> steps) throws SQLException {
        var schema = new SchemaSteps(owner);
        schema.run(steps);
        return schema.approximations();
    }

    private void statistics(Connection superuser, List<Long> numbers) throws SQLException {
        var writer = new StatisticsWriter(superuser);
        var used = new HashSet<String>();
        source.statistics(numbers, portion -> {
            try {
                writer.write(portion.stream().map(it -> redact(it, used)).toList());
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        });
        approximations.addAll(writer.approximations());
        source.unseen(numbers)
                .forEach((relation, columns) -> approximations.add(new Approximation(
                        relation,
                        "the role " + source.database().role() + " may not read its columns " + columns
                                + ", so their statistics are unknown")));
        var figures = source.extended(numbers);
        if (!figures.isEmpty()) {
            approximations.addAll(new ExtendedWriter(superuser, twinMajor).write(figures));
        }
    }

    private ColumnStatistics redact(ColumnStatistics column, Set<String> named) {
        var name = column.relation() + "." + column.column();
        if (!redacted.contains(name)) {
            return column;
        }
        if (named.add(name)) {
            approximations.add(new Approximation(
                    column.relation(), "the values of " + column.column() + " were left out as asked"));
        }
        return column.redacted();
    }

    private DataFiles folder(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement();
                var row = statement.executeQuery("select oid from pg_database where datname = current_database()")) {
            row.next();
            return new DataFiles(server.data().resolve("base").resolve(row.getString(1)));
        }
    }

    private Map<Long, TableFiles> sizes(Connection superuser, List<Long> numbers, DataFiles folder)
            throws SQLException, IOException {
        boolean zeroMeansUnknown = source.database().major() < 14 && twinMajor >= 14;
        return new HashMap<>(new Sizes(superuser, folder).apply(source.sizes(numbers), zeroMeansUnknown));
    }

    private void name(List<Relation> relations, List<Long> numbers) throws SQLException {
        if (numbers.isEmpty()) {
            return;
        }
        for (var relation : relations) {
            if (relation.kind() == 'f') {
                approximations.add(new Approximation(
                        relation.name(), "a foreign table, whose costs its server would tell; a plain one stands in"));
            }
            if (!relation.method().equals("heap") && relation.kind() != 'p') {
                approximations.add(new Approximation(
                        relation.name(),
                        "its access method " + relation.method() + " is not the twin's; a heap stands in"));
            }
            if (relation.secured()) {
                // pg_stats shows nothing of a table whose rows the role may not all see.
                approximations.add(new Approximation(
                        relation.name(),
                        "row security holds for " + source.database().role() + ", so the server hides its statistics"));
            }
            if (relation.policies() && !relation.secured()) {
                approximations.add(new Approximation(
                        relation.name(),
                        "its row security does not hold for "
                                + source.database().role() + " and is not in the plans"));
            }
        }
        source.unknowns().forEach(it -> approximations.add(new Approximation("", it + ", are not copied")));
    }

    private static void run(Connection session, String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
