package dev.perfdeck.core.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.PreflightItem;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// On the PostgreSQL 18 that the demo brings along.
class ProcedureOn18Test extends ProcedureContract {
    private static @Nullable Databases databases;

    @BeforeAll
    static void start() throws Exception {
        databases = Databases.on18();
    }

    @AfterAll
    static void stop() throws Exception {
        if (databases != null) {
            databases.close();
        }
    }

    @Test
    void aScriptThatTheCommitRefusesIsNotSaidToBeApplied() throws Exception {
        file("V1__fine.sql", "CREATE TABLE fine (id int);");
        file(
                "V2__late.sql",
                "CREATE TABLE late (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO late VALUES (1), (1);");

        var run = procedure()
                .apply(new MigrationScope(Which.FOLDER, Optional.empty()), (_, _, _, _, _, _, _) -> {}, () -> false);

        assertThat(run.steps(Outcome.APPLIED)).containsExactly("V1 fine");
        assertThat(run.steps(Outcome.FAILED)).containsExactly("V2 late");
        assertThat(run.fault())
                .get()
                .extracting(Fault::summary)
                .asString()
                .contains("duplicate key", "nothing of it was done");
        assertThat(databases().rows(database(), "SELECT to_regclass('late')")).containsExactly("null");
    }

    private static IndexOrder order(IndexOrder.Act act, String sql, String undo) {
        return new IndexOrder(act, "public", "t", "t_half", sql, undo, "missing under a foreign key");
    }

    @Test
    void anOrderIsCheckedBuiltAnalyzedAndTakenBack() throws Exception {
        databases().execute(database(), "CREATE TABLE t AS SELECT n, n % 9 AS m FROM generate_series(1, 3000) n");
        var create = order(
                IndexOrder.Act.CREATE,
                "CREATE INDEX CONCURRENTLY t_half ON public.t ((n / 2))",
                "DROP INDEX CONCURRENTLY public.t_half");

        assertThat(procedure().preflight(create).items())
                .extracting(PreflightItem::check)
                .containsExactly("all");
        assertThat(procedure()
                        .order(create, (_, _, _, _, _, _, _) -> {}, () -> false)
                        .complete())
                .isTrue();
        assertThat(databases().rows(database(), "SELECT attname FROM pg_stats WHERE tablename = 't_half'"))
                .as("what the expression comes to is known")
                .containsExactly("expr");
        assertThat(procedure().preflight(create).items())
                .as("made already")
                .extracting(PreflightItem::check)
                .containsExactly("all");
        var undone = procedure().order(create.undone().orElseThrow(), (_, _, _, _, _, _, _) -> {}, () -> false);
        assertThat(undone.complete()).isTrue();
        assertThat(databases().rows(database(), "SELECT to_regclass('t_half')")).containsExactly("null");
    }

    @Test
    void anOrderThatCannotSucceedIsRefusedBeforeItBegins() throws Exception {
        databases().execute(database(), "CREATE TABLE t AS SELECT n / 2 AS n FROM generate_series(1, 9) n");
        var unique = order(
                IndexOrder.Act.CREATE,
                "CREATE UNIQUE INDEX CONCURRENTLY t_half ON public.t (n)",
                "DROP INDEX CONCURRENTLY public.t_half");

        assertThat(procedure().preflight(unique).blocking())
                .extracting(PreflightItem::check)
                .containsExactly("duplicates");
        var run = procedure().order(unique, (_, _, _, _, _, _, _) -> {}, () -> false);

        assertThat(run.fault()).get().extracting(Fault::summary).asString().contains("more than once");
        assertThat(run.steps()).isEmpty();
    }

    @Override
    Databases databases() {
        return Objects.requireNonNull(databases);
    }
}
