package dev.perfdeck.ui.indexes;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.perfdeck.app.FixedHealth;
import dev.perfdeck.app.FixedMigrations;
import dev.perfdeck.app.IndexHealthRoom;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.PerformanceIndex;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.ui.DemoWindow;
import dev.perfdeck.ui.OnScreen;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.desktop.Desktop;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The screen in a real window: on the demo's own database, and on rooms that are as full as they come.
@SuppressWarnings("NullAway.Init") // made in `open`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexesWindowTest {
    private final OnScreen screen = new OnScreen();
    private DemoWindow window;
    private IndexesView view;
    private IndexesModel model;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        window = DemoWindow.open(home, Theme.Choice.DARK);
    }

    @AfterAll
    void close() throws Exception {
        window.close();
    }

    private Parent show(MigrationRoom room, IndexHealthRoom health) throws Exception {
        return OnScreen.run(() -> {
            model = new IndexesModel(
                    room,
                    health,
                    new Work(Desktop.SCREEN),
                    new SimpleObjectProperty<>(Span.FIVE_MINUTES),
                    new SimpleObjectProperty<>(false));
            view = new IndexesView(window.session(), model);
            ((StackPane) window.shell().root().lookup(".stage")).getChildren().setAll(view.node());
            return view.node();
        });
    }

    private void refresh() throws Exception {
        OnScreen.run(() -> {
            view.refresh();
            window.lay();
            return view;
        });
    }

    private void choose(String table, int row) throws Exception {
        OnScreen.run(() -> {
            ((RowTable<?>) window.stage().getScene().lookup(table))
                    .getSelectionModel()
                    .clearAndSelect(row);
            return row;
        });
    }

    @Test
    void allSixAreAppliedStepByStepAndTakenBack() throws Exception {
        assumeThat(window.session().migrations()).isPresent();
        show(
                window.session().migrations().orElseThrow(),
                window.session().indexHealth().orElseThrow());
        until("the six are missing", () -> screen.text("#index-headline").contains("6 of 6"));
        until("the pre-flight is offered", () -> screen.enabled("#index-check"));
        screen.press("#index-check");
        until("they may be applied", () -> screen.enabled("#index-go"));
        screen.press("#index-go");
        until(
                "they are proved",
                Duration.ofSeconds(120),
                () -> screen.texts("#index-proofs").contains("valid")
                        && screen.text("#index-headline").startsWith("All 6 performance indexes are valid"));
        assertThat(indexes()).isEqualTo(6);
        screen.press("#stage-RECORD");
        until("there is a way back", () -> screen.enabled("#index-wayback"));
        screen.press("#index-wayback");
        until("it says what goes", () -> screen.texts("#index-errand").contains("DROP INDEX CONCURRENTLY"));
        screen.press("#index-go");
        until("they are gone", Duration.ofSeconds(60), () -> indexes() == 0);
    }

    private long indexes() throws Exception {
        var environment = window.demo().demo().environment();
        var database = environment.database().orElseThrow();
        var password = window.demo()
                .demo()
                .passwords()
                .find(environment, Source.POSTGRESQL)
                .orElseThrow();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), password.reveal());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select count(*) from pg_indexes where indexname like 'idx\\_%' and schemaname = 'public'")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void theDemosOwnHealthIsRead() throws Exception {
        show(Pictures.migrations(), window.session().indexHealth().orElseThrow());
        until("it is read", () -> screen.text("#index-list-note").contains("indexes"));
        // What the room remembers from before may be read anew meanwhile.
        until(
                "what needs a look is told",
                () -> rows() == model.health().orElseThrow().needALook().size());
        screen.press("#index-everything");
        until(
                "what is kept is told too",
                () -> rows() == model.health().orElseThrow().findings().size());
    }

    private int rows() throws Exception {
        return OnScreen.run(() -> ((RowTable<?>) window.stage().getScene().lookup("#index-health"))
                .getItems()
                .size());
    }

    @Test
    void aFindingBecomesAnOrderThatIsTypedFor() throws Exception {
        var room = Pictures.migrations();
        room.name = Optional.of("orders-prod");
        show(room, Pictures.health());
        until("findings are there", () -> screen.texts("#index-health").contains("ix_workflows_owner"));
        choose("#index-health", 2);
        until("its reasons are told", () -> screen.texts("#index-detail").contains("A standby exists"));
        screen.press("#index-action-0");
        until("the order is prepared", () -> screen.enabled("#index-check"));
        assertThat(screen.texts("#index-errand")).contains("Taken back by").contains("SHARE UPDATE EXCLUSIVE");
        screen.press("#index-check");
        until("it is checked", () -> screen.texts("#index-checks").contains("old snapshot"));
        assertThat(screen.text("#index-go")).isEqualTo("Drop index");
        choose("#index-checks", 0);
        until("who delays it is told", () -> screen.texts("#index-side").contains("pg_terminate_backend(4711)"));
        assertThat(screen.enabled("#index-go")).as("the name is not typed").isFalse();
        screen.write("#index-guard", "orders-prod");
        until("it is", () -> screen.enabled("#index-go"));
        screen.press("#index-go");
        until("it has run", () -> room.asked.contains("DROP INDEX CONCURRENTLY public.ix_workflows_owner"));
    }

    @Test
    void aDriftIsExplainedByTheJournal() throws Exception {
        var room = Pictures.migrations();
        var now = room.picture.migrations().getFirst();
        var changed = new Migration(
                Migration.Origin.FOLDER,
                now.kind(),
                now.version(),
                "orders",
                Migration.State.CHANGED,
                Optional.of(Pictures.AT),
                "V2__orders.sql",
                "CREATE TABLE orders (id bigint);",
                Optional.of(2),
                Optional.of(1),
                false,
                "");
        room.picture = new MigrationPicture(Pictures.AT, List.of(changed), List.of(), List.of());
        room.journal = List.of(new JournalEntry(
                Pictures.AT,
                "r",
                "e",
                "s",
                "me",
                "role",
                "apply",
                "V2 orders",
                "CREATE TABLE orders (id int);",
                JournalEntry.Outcome.DONE,
                Duration.ofSeconds(1),
                ""));
        show(room, Pictures.health());
        until("it stands in the way", () -> screen.text("#index-headline").contains("changed and stands in the way"));
        screen.press("#index-tab-history");
        choose("#index-history", 0);
        until("the lines are told", () -> screen.texts("#index-detail").contains("+ CREATE TABLE orders (id bigint);"));
        assertThat(screen.texts("#index-detail"))
                .contains("- CREATE TABLE orders (id int);")
                .contains("checksum 1");
    }

    @Test
    void whyThereIsNothingIsSaid() throws Exception {
        var room = new FixedMigrations();
        var health = new FixedHealth();
        room.trouble = Optional.of(new Fault.Unreachable(Source.POSTGRESQL, "db:5432", "connection refused"));
        health.trouble = room.trouble;
        show(room, health);
        until(
                "it is said",
                () -> screen.text("#index-headline").contains("connection refused")
                        && screen.text("#index-list-note").contains("connection refused"));
        assertThat(screen.enabled("#index-check")).isFalse();
        assertThat(screen.enabled("#index-go")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1000, 700", "1280, 800"})
    void nothingIsCut(int width, int height) throws Exception {
        window.size(width, height);
        var room = Pictures.migrations();
        var node = show(room, Pictures.health());
        until("all is there", () -> model.pending() == 6 && model.health().isPresent());
        for (var tab : List.of("health", "history", "journal")) {
            screen.press("#index-tab-" + tab);
            refresh();
            assertThat(screen.cut(node)).as(tab).isEmpty();
        }
        screen.press("#index-check");
        until("it is checked", () -> screen.enabled("#index-go"));
        refresh();
        assertThat(screen.cut(node)).as("pre-flight").isEmpty();
        room.hold(Pictures.progress());
        screen.press("#index-go");
        until("it runs", () -> model.progress().isPresent());
        refresh();
        assertThat(screen.text("#index-blocker")).contains("4711");
        assertThat(screen.cut(node)).as("apply").isEmpty();
        room.release();
        until("it is proved", () -> model.proof().isPresent());
        refresh();
        assertThat(screen.cut(node)).as("verify").isEmpty();
        assertThat(screen.texts("#index-side")).contains("before").contains("Parallel Seq Scan");
        screen.press("#index-plans");
        until("both plans are read", () -> screen.texts("#plans-pair").contains("100.0 % less cost, cost 16.5"));
        screen.press("#plans-close");
    }

    @Test
    void eachStepHasItsWordForThoseWhoDoNotSee() throws Exception {
        show(Pictures.migrations(), Pictures.health());
        until("the plan is there", () -> model.pending() == 6 && !model.busy(Stage.PLAN));
        refresh();
        assertThat(OnScreen.run(() -> String.valueOf(
                        window.stage().getScene().lookup("#stage-PLAN").getAccessibleText())))
                .isEqualTo("Plan, done, 6 pending, 6 findings");
        assertThat(window.session().indexes())
                .extracting(PerformanceIndex::name)
                .hasSize(6);
    }
}
