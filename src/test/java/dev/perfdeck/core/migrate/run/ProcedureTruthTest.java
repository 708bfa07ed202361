package dev.perfdeck.core.migrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That the procedure claims nothing that is not so, and refuses what it would do otherwise than it was asked.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcedureTruthTest {
    private static final Course.Told UNHEARD = (_, _, _, _, _, _, _) -> {};
    private static @Nullable Databases databases;

    @TempDir
    private Path folder = Path.of("");

    @TempDir
    private Path state = Path.of("");

    private String database = "";

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

    @BeforeEach
    void fresh() throws SQLException {
        database = databases().fresh();
    }

    @Test
    void withoutAFolderItsMigrationsAreNotTakenBack() throws Exception {
        assertThat(bare().apply(scope(Which.BUILT_IN, "2"), UNHEARD, () -> false)
                        .complete())
                .isTrue();
        var indexes = indexes();

        var run = bare().undo(scope(Which.FOLDER, null), UNHEARD, () -> false);

        assertThat(run.fault()).get().isInstanceOf(Fault.Rejected.class);
        assertThat(indexes()).isEqualTo(indexes).isNotEmpty();
    }

    @Test
    void anOrderGoesByItsSchemaAndAMismatchIsNoSuccess() throws Exception {
        databases()
                .executeEach(
                        database,
                        "CREATE SCHEMA app",
                        "CREATE TABLE app.t (n int)",
                        "CREATE INDEX \"T_n\" ON app.t (n)",
                        "CREATE ROLE stranger LOGIN");
        var wrong = drop("public", "DROP INDEX CONCURRENTLY app.\"T_n\"");
        assertThat(order(wrong).fault()).get().isInstanceOf(Fault.Rejected.class);
        assertThat(indexes()).contains("app.\"T_n\"");

        var right = drop("app", "DROP INDEX CONCURRENTLY app.\"T_n\"");
        databases().execute(database, "GRANT USAGE, CREATE ON SCHEMA app TO stranger");
        var theirs = procedure(Optional.empty(), "stranger").order(right, UNHEARD, () -> false);
        assertThat(theirs.fault()).get().isInstanceOf(Fault.Denied.class);

        assertThat(order(right).steps(Outcome.APPLIED)).containsExactly("T_n");
        assertThat(indexes()).doesNotContain("app.\"T_n\"");
        assertThat(order(right).steps(Outcome.UNCHANGED)).containsExactly("T_n");
    }

    @Test
    void whatCameTooLateIsSaidAndStopsTheApply() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);");
        file("V3__three.sql", "CREATE TABLE three (id int);");
        assertThat(apply().complete()).isTrue();
        file("V2__two.sql", "CREATE TABLE two (id int);");
        file("V4__four.sql", "CREATE TABLE four (id int);");

        assertThat(own().look().inTheWay()).extracting(Migration::title).containsExactly("V2 two");
        assertThat(own().plan(scope(Which.FOLDER, null)).obstacles())
                .singleElement()
                .asString()
                .startsWith("V2 two: older than what has been applied")
                .contains("flyway.outOfOrder=true");
        assertThat(apply().fault())
                .get()
                .satisfies(it -> assertThat(it.summary()).contains("V2 two", "nothing has been changed"));

        file("flyway.conf", "flyway.outOfOrder=true");
        assertThat(apply().steps(Outcome.APPLIED)).containsExactly("V2 two", "V4 four");
    }

    @Test
    void aRecordedIndexThatIsGoneIsRepaired() throws Exception {
        file("V1__one.sql", "CREATE INDEX i1 ON workflows (name);");
        file("V2__two.sql", "CREATE INDEX CONCURRENTLY i2 ON workflows (created_at);");
        file("V3__three.sql", "DO $$ BEGIN EXECUTE 'DROP INDEX i2'; END $$;");
        assertThat(apply().complete()).isTrue();
        databases().execute(database, "DROP INDEX i1");

        assertThat(own().look().inTheWay())
                .extracting(Migration::title, Migration::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("V1 one", Migration.State.BROKEN));
        assertThat(own().repair(UNHEARD, () -> false).steps(Outcome.REPAIRED)).containsExactly("V1 one");

        assertThat(indexes()).contains("public.i1").doesNotContain("public.i2");
        assertThat(own().look().inTheWay()).isEmpty();

        databases().execute(database, "DROP INDEX i1");
        file("V1__one.sql", "CREATE INDEX i1 ON workflows (created_at);");
        own().repair(UNHEARD, () -> false);
        assertThat(indexes()).as("an edited file is not built").doesNotContain("public.i1");
    }

    @Test
    void anInvalidIndexIsNotHiddenByItsNameInAnotherSchema() throws Exception {
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");
        apply();
        databases()
                .executeEach(
                        database,
                        "CREATE SCHEMA app",
                        "CREATE TABLE app.t AS SELECT 1 AS n",
                        "INSERT INTO app.t VALUES (1)");
        assertThatThrownBy(() -> databases().execute(database, "CREATE UNIQUE INDEX CONCURRENTLY i1 ON app.t (n)"))
                .hasMessageContaining("could not create unique index");

        assertThat(own().look().invalid())
                .extracting(index -> index.schema() + "." + index.name())
                .containsExactly("app.i1");
    }

    @Test
    void planAndPreflightGoAsFarAsApplyDoes() {
        for (var wrong : List.of("abc", "99")) {
            for (var scope : List.of(scope(Which.ALL, wrong), scope(Which.BUILT_IN, wrong))) {
                assertRejected(() -> bare().plan(scope));
                assertRejected(() -> bare().preflight(scope));
                assertThat(bare().apply(scope, UNHEARD, () -> false).fault())
                        .get()
                        .isInstanceOf(Fault.Rejected.class);
            }
        }
        assertRejected(() -> bare().plan(scope(Which.FOLDER, null)));
        assertThat(bare().plan(scope(Which.ALL, "3")).pending())
                .extracting(planned -> planned.migration().version())
                .containsExactly("1", "2", "3");
    }

    @Test
    void keysOfFlywayThatWouldMeanSomethingElseAreRefused() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);");
        for (var key : List.of(
                "defaultSchema=app",
                "schemas=app,public",
                "locations=filesystem:elsewhere",
                "baselineVersion=3",
                "baselineOnMigrate=false",
                "encoding=ISO-8859-1",
                "group=true")) {
            file("flyway.conf", "flyway." + key + "\n");
            assertRejected(() -> own().look());
        }
        file(
                "flyway.conf",
                "flyway.defaultSchema=public\nflyway.baselineOnMigrate=true\nflyway.encoding=utf-8\nflyway.locations=filesystem:"
                        + folder.getFileName() + "\n");
        assertThat(apply().steps(Outcome.APPLIED)).containsExactly("V1 one");
    }

    @Test
    void oneVersionWrittenInTwoWaysIsRefused() throws Exception {
        file("V1__a.sql", "SELECT 1;");
        for (var other : List.of("V01__b.sql", "V1.0__b.sql", "V1.00.0__b.sql")) {
            file(other, "SELECT 2;");
            assertRejected(() -> own().look());
            Files.delete(folder.resolve(other));
        }
        file("V10__b.sql", "SELECT 2;");
        assertThat(apply().complete()).isTrue();
    }

    @Test
    void anUndoThatCannotRunStopsAllBeforeAnythingIsTakenBack() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);\nCREATE INDEX i1 ON one (id);");
        file("U1__one.sql", "DROP INDEX CONCURRENTLY i1;\nDROP TABLE one;");
        file("V2__two.sql", "CREATE INDEX CONCURRENTLY i2 ON workflows (name);");
        assertThat(apply().complete()).isTrue();

        var refused = own().undo(scope(Which.FOLDER, "0"), UNHEARD, () -> false);
        assertThat(refused.fault()).get().satisfies(it -> {
            assertThat(it.summary()).contains("U1__one.sql line 1");
            assertThat(it.remedy()).contains("U1__one.sql.conf");
        });
        assertThat(indexes()).contains("public.i1", "public.i2");

        file("U1__one.sql.conf", "executeInTransaction=false");
        file("V2__two.sql", "CREATE INDEX CONCURRENTLY i3 ON workflows (name);");
        var changed = own().undo(scope(Which.FOLDER, "0"), UNHEARD, () -> false);
        assertThat(changed.fault())
                .get()
                .satisfies(it -> assertThat(it.summary()).contains("V2 two", "has changed"));
        assertThat(indexes()).contains("public.i1", "public.i2");

        file("V2__two.sql", "CREATE INDEX CONCURRENTLY i2 ON workflows (name);");
        assertThat(own().undo(scope(Which.FOLDER, "0"), UNHEARD, () -> false).steps(Outcome.UNDONE))
                .containsExactly("V2 two", "V1 one");
        assertThat(indexes()).doesNotContain("public.i1", "public.i2");
    }

    @Test
    void downToNothingTakesBackTheBuiltInOnesToo() throws Exception {
        file("V1__one.sql", "CREATE TABLE one (id int);");
        file("U1__one.sql", "DROP TABLE one;");
        assertThat(own().apply(scope(Which.ALL, null), UNHEARD, () -> false).steps(Outcome.APPLIED))
                .hasSize(7);

        assertThat(own().undo(scope(Which.ALL, "0"), UNHEARD, () -> false).steps(Outcome.UNDONE))
                .hasSize(7);
    }

    @Test
    void theJournalHoldsWhatTakesAnOrderBack() throws Exception {
        databases().execute(database, "CREATE INDEX \"T_n\" ON workflows (name)");
        var back = "CREATE INDEX CONCURRENTLY \"T_n\" ON workflows (name)";
        order(new IndexOrder(
                IndexOrder.Act.DROP, "public", "workflows", "T_n", "DROP INDEX CONCURRENTLY \"T_n\"", back, "unused"));

        assertThat(journal().entries().getFirst().detail()).contains("unused", back);
    }

    @Test
    void whatAKilledConsoleLeftOpenIsClosedByTheOfferedWay() throws Exception {
        databases().execute(database, "CREATE INDEX later ON workflows (name)");
        left("order", "later", "CREATE INDEX CONCURRENTLY later ON workflows (name)");
        left("order", "never", "CREATE INDEX CONCURRENTLY never ON workflows (name)");
        left("undo", "V1 one", "DROP INDEX CONCURRENTLY i1;");
        file("V1__one.sql", "CREATE INDEX CONCURRENTLY i1 ON workflows (name);");

        assertThat(own().look().unsettled())
                .extracting(open -> open.begun().step() + ": " + open.stands() + ". " + open.wayOn())
                .containsExactly(
                        "later: later is valid; it is in no history. Nothing has to be mended: the index works; repair"
                                + " notes so in the journal.",
                        "never: never is missing; it is in no history. Nothing is left of it; order it again if it is"
                                + " wanted; repair notes so in the journal.",
                        "V1 one: i1 is missing; the history has it as not applied. Nothing has to be mended; the next"
                                + " apply or repair notes so in the journal.");
        own().repair(UNHEARD, () -> false);

        assertThat(own().look().unsettled()).isEmpty();
        assertThat(journal().entries().reversed().stream().limit(3))
                .extracting(JournalEntry::outcome)
                .containsOnly(JournalEntry.Outcome.SETTLED);

        assertThat(apply().complete()).isTrue();
        left("undo", "V1 one", "DROP INDEX CONCURRENTLY i1;");
        databases().execute(database, "DROP INDEX i1");
        assertThat(own().look().unsettled())
                .singleElement()
                .satisfies(open -> assertThat(open.wayOn()).startsWith("Undo again"));
        assertThat(own().undo(scope(Which.FOLDER, null), UNHEARD, () -> false).steps(Outcome.UNDONE))
                .containsExactly("V1 one");
        assertThat(own().look().unsettled()).isEmpty();
    }

    @Test
    void eachBuiltInIndexIsClosedInTheJournalBeforeTheNextBegins() {
        var open = new ArrayList<Long>();
        var run = bare().apply(
                        scope(Which.ALL, null),
                        (_, _, _, _, _, _, _) -> open.add(journal().entries().stream()
                                .mapToLong(entry -> entry.outcome() == JournalEntry.Outcome.BEGUN ? 1 : -1)
                                .sum()),
                        () -> false);

        assertThat(run.complete()).isTrue();
        assertThat(open).contains(1L).allMatch(count -> count <= 1);
        assertThat(journal().entries().stream().filter(entry -> entry.outcome() == JournalEntry.Outcome.DONE))
                .hasSize(6);
    }

    /// As a console of long ago writes it and then is killed.
    private void left(String verb, String step, String sql) throws IOException {
        Files.writeString(
                state.resolve("journal.jsonl"),
                """
                {"at":"2026-01-01T00:00:00Z","run":"1.5","environment":"test","server":"here","system_user":"u","role":"r",\
                "verb":"%s","step":"%s","outcome":"begun","duration_ms":0,"detail":"","sql":"%s"}
                """.formatted(verb, step, sql),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static void assertRejected(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Rejected.class));
    }

    private static IndexOrder drop(String schema, String sql) {
        return new IndexOrder(
                IndexOrder.Act.DROP,
                schema,
                "",
                "T_n",
                sql,
                "CREATE INDEX CONCURRENTLY \"T_n\" ON app.t (n)",
                "unused");
    }

    // ---- kit

    private static Databases databases() {
        return Objects.requireNonNull(databases);
    }

    private Journal journal() {
        return new Journal(state.resolve("journal.jsonl"), "test", "here", "postgres");
    }

    /// With no folder configured.
    private Procedure bare() {
        return procedure(Optional.empty(), "postgres");
    }

    private Procedure own() {
        return procedure(Optional.of(folder), "postgres");
    }

    private MigrationRun apply() {
        return own().apply(scope(Which.FOLDER, null), UNHEARD, () -> false);
    }

    private Procedure procedure(Optional<Path> own, String role) {
        return new Procedure(
                () -> open(role),
                () -> open(role),
                own,
                journal(),
                Duration.ofSeconds(20),
                new Retry(Duration.ofMillis(300), Duration.ofMillis(50), 20),
                Served.NONE);
    }

    private Connection open(String role) throws SQLException {
        return databases().open(database, role, "perfdeck test");
    }

    private MigrationRun order(IndexOrder order) {
        return bare().order(order, UNHEARD, () -> false);
    }

    private static MigrationScope scope(Which which, @Nullable String to) {
        return new MigrationScope(which, Optional.ofNullable(to));
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private List<String> indexes() throws SQLException {
        return databases()
                .rows(
                        database,
                        "SELECT format('%I.%I', schemaname, indexname) FROM pg_indexes WHERE schemaname !~ '^pg_' ORDER BY 1");
    }
}
