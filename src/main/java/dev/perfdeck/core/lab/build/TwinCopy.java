package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.page.DataFiles;
import dev.perfdeck.core.lab.source.Relation;
import dev.perfdeck.core.lab.source.Size;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.lab.source.Step;
import dev.perfdeck.model.lab.Approximation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
    /// @param files    of each table, by its number in the twin; grows with the twin
    /// @param sizes    of each relation as they were taken over, by name
    /// @param analyzed when each table had been, by name
    public record Made(
            SourceSchema schema,
            Map<Long, TableFiles> files,
            DataFiles folder,
            Map<String, Size> sizes,
            Map<String, String> analyzed,
            List<Approximation> approximations) {}

    public Made make(int mostTables) throws SQLException, IOException {
        var schema = read(mostTables);
        var numbers = schema.numbers();
        try (var superuser = server.superuser(TwinServer.DATABASE)) {
            run(superuser, "set search_path = pg_catalog");
            copy(superuser, schema);
            progress.accept("Copying statistics");
            var analyzed = source.analyzed(numbers);
            var statistics = new StatisticsCopy(source, superuser, twinMajor, redacted);
            approximations.addAll(statistics.unknown());
            approximations.addAll(statistics.copy(numbers));
            unseen(numbers);
            progress.accept("Copying sizes");
            var folder = folder(superuser);
            var sizes = Sizes.byName(source.sizes(numbers));
            var files = new HashMap<>(new Sizes(superuser, folder).apply(sizes.values(), zeroMeansUnknown()));
            name(schema.relations(), numbers);
            return new Made(schema, files, folder, sizes, analyzed, List.copyOf(approximations));
        }
    }

    private boolean zeroMeansUnknown() {
        return source.database().major() < 14 && twinMajor >= 14;
    }

    /// Tables, views, functions and the rest, without statistics, and as empty as they are.
    ///
    /// @return what could not be had as it is
    public List<Approximation> schemaOnly(int mostTables) throws SQLException {
        var schema = read(mostTables);
        try (var superuser = server.superuser(TwinServer.DATABASE)) {
            run(superuser, "set search_path = pg_catalog");
            copy(superuser, schema);
        }
        return List.copyOf(approximations);
    }

    private SourceSchema read(int mostTables) throws SQLException {
        progress.accept("Reading the schema");
        var schema = SourceSchema.read(source, mostTables);
        approximations.addAll(new TwinDatabase(server, twinMajor).create(source.database(), schema.settings()));
        if (schema.relations().size() >= mostTables) {
            approximations.add(new Approximation("", "only the first " + mostTables + " tables were copied"));
        }
        return schema;
    }

    private void copy(Connection superuser, SourceSchema schema) throws SQLException {
        progress.accept("Copying " + schema.relations().size() + " tables");
        var second = new ArrayList<>(schema.indexes());
        second.addAll(schema.rest());
        extensions(superuser, schema);
        try (var owner = server.owner(Map.of())) {
            run(owner, "set search_path = pg_catalog");
            run(owner, "set check_function_bodies = off");
            run(owner, "set client_min_messages = error");
            approximations.addAll(taken(owner, schema.tables()));
            approximations.addAll(taken(owner, second));
            for (var relation : schema.relations()) {
                if (relation.secured()) {
                    run(owner, "alter table " + relation.name() + " enable row level security");
                    run(owner, "alter table " + relation.name() + " force row level security");
                }
            }
        }
    }

    /// Schemas first, then extensions, which need the superuser; of those not to be had, the types get stand-ins.
    private void extensions(Connection superuser, SourceSchema schema) throws SQLException {
        new SchemaSteps(superuser).run(schema.schemas());
        var missing = new SchemaSteps(superuser).run(schema.extensions());
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

    private void unseen(List<Long> numbers) throws SQLException {
        source.unseen(numbers)
                .forEach((relation, columns) -> approximations.add(new Approximation(
                        relation,
                        "the role " + source.database().role() + " may not read its columns " + columns
                                + ", so their statistics are unknown")));
    }

    private DataFiles folder(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement();
                var row = statement.executeQuery("select oid from pg_database where datname = current_database()")) {
            row.next();
            return new DataFiles(server.data().resolve("base").resolve(row.getString(1)));
        }
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
