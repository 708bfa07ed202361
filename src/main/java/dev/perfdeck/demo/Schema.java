package dev.perfdeck.demo;

import dev.perfdeck.core.target.SqlFile;
import dev.perfdeck.demo.data.Scale;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// The tables of the workflow service and the rows in them, made by the server itself. Has primary keys only: the
/// performance indexes are what the demo's operator applies.
final class Schema {
    private static final String LOCATION = "classpath:dev/perfdeck/demo/schema";
    private static final String HISTORY = "demo_schema_history";

    private final DataSource source;
    private final Scale scale;

    Schema(DataSource source, Scale scale) {
        this.source = source;
        this.scale = scale;
    }

    void create() throws SQLException, InterruptedException {
        Flyway.configure()
                .dataSource(source)
                .locations(LOCATION)
                .table(HISTORY)
                .load()
                .migrate();
        fill();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(SqlFile.read(Schema.class, "schema/seed/6-constraints.sql"));
        }
    }

    /// Two at a time, the big ones first: a table is filled by one core.
    private void fill() throws SQLException, InterruptedException {
        var jobs = List.<Callable<Integer>>of(
                () -> fill("3-executions", scale.workflows(), scale.executions()),
                () -> fill("4-audit-logs", scale.users(), scale.auditLogs()),
                () -> fill("5-checkpoints", scale.executions(), scale.checkpoints()),
                () -> fill("2-workflows", scale.users(), scale.workflows()),
                () -> fill("1-users", scale.users()));
        try (var two = Executors.newFixedThreadPool(2)) {
            for (var job : two.invokeAll(jobs)) {
                job.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private int fill(String file, long... parameters) throws SQLException {
        try (var connection = source.getConnection();
                var statement =
                        connection.prepareStatement(SqlFile.read(Schema.class, "schema/seed/" + file + ".sql"))) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
