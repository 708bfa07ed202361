package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Source;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.support.Until;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The screens of queries and activity in their window, on a real demo: find a statement, see its plan, measure it; see
/// who blocks whom, and end it.
@SuppressWarnings("NullAway.Init") // set in `open`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryActivityWindowTest {
    private static final int QUERIES = 3;
    private static final int ACTIVITY = 4;

    private final OnScreen screen = new OnScreen();
    private DemoWindow window;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        window = DemoWindow.open(home, Theme.Choice.LIGHT);
    }

    @AfterAll
    void close() throws Exception {
        window.close();
    }

    @SuppressWarnings("unchecked")
    private List<StatementFigures> rows() throws Exception {
        return OnScreen.run(() -> List.copyOf(
                ((TableView<StatementFigures>) screen.find("#query-statements", TableView.class)).getItems()));
    }

    /// Opens the statement that a search finds, once the demo has called it.
    private void openStatement(String search) throws Exception {
        window.go(QUERIES);
        screen.press("#query-kind-statements");
        screen.press("#query-tab-PLAN");
        screen.write("#query-search", search);
        Until.until("it is found", () -> !rows().isEmpty());
        OnScreen.run(() -> {
            var table = screen.find("#query-statements", TableView.class);
            table.getSelectionModel().clearAndSelect(0);
            return table;
        });
    }

    private int steps() throws Exception {
        return OnScreen.run(() -> {
            var tree = screen.find(".plan-tree", TreeTableView.class);
            return tree.isVisible() ? tree.getExpandedItemCount() : 0;
        });
    }

    @Test
    void aStatementIsFoundAndItsPlanIsReadWithoutRunningIt() throws Exception {
        openStatement("from workflows where name ilike");
        Until.until("the plan is there", () -> steps() > 0);
        // A cell has its text with the pulse after that.
        Until.until("it is drawn", () -> screen.texts("#query-plan").contains("Scan"));
        assertThat(screen.texts("#query-plan")).contains("generic, not run", "cost");
        assertThat(screen.text("#query-touched")).contains("public.workflows");
        assertThat(screen.text("#query-tail")).contains("P95");
        screen.press("#query-tab-TEXT");
        assertThat(screen.text("#query-text")).containsIgnoringCase("ilike $1");
        screen.press("#query-tab-TIME");
        assertThat(screen.texts("#query-figures")).contains("mean", "planning", "WAL", "from memory");
    }

    @Test
    void itIsMeasuredOnlyAfterShowingWhatWillRun() throws Exception {
        openStatement("from workflows where name ilike");
        Until.until("it can be measured", () -> screen.enabled("#query-measure"));
        screen.press("#query-measure");
        Until.until("the dialog is there", () -> screen.enabled("#trial-go"));
        assertThat(screen.text("#trial-sql")).contains("ANALYZE").doesNotContain("$1");
        assertThat(screen.texts("#query-plan")).as("nothing ran yet").contains("not run");
        screen.press("#trial-go");
        Until.until("it was measured", () -> screen.texts("#query-plan").contains("measured"));
        assertThat(screen.texts("#query-plan")).contains("share of time", " of ");
    }

    @Test
    void ordersSearchAndExport() throws Exception {
        window.go(QUERIES);
        screen.press("#query-kind-statements");
        screen.write("#query-search", "");
        Until.until("several statements ran", () -> rows().size() > 2);
        screen.press("#query-order-CALLS");
        assertThat(rows()).isSortedAccordingTo((a, b) -> Long.compare(b.calls(), a.calls()));
        assertThat(screen.text("#query-head-CALLS")).contains("▾");
        screen.press("#query-order-CALLS");
        assertThat(rows()).isSortedAccordingTo((a, b) -> Long.compare(a.calls(), b.calls()));
        screen.press("#query-order-TOTAL");
        screen.write("#query-search", "(a+)+$ \ud800");
        assertThat(rows()).isEmpty();
        screen.write("#query-search", "");
        OnScreen.run(() -> {
            item(screen.find("#query-export", MenuButton.class), "query-copy-csv")
                    .fire();
            return "";
        });
        assertThat(OnScreen.copied()).startsWith("queryid,user,database,query,calls");
        window.go(ACTIVITY);
        OnScreen.run(() -> {
            item(screen.find("#activity-export", MenuButton.class), "activity-copy-csv")
                    .fire();
            return "";
        });
        assertThat(OnScreen.copied()).startsWith("seen_at,pid,user,database");
    }

    @Test
    void whatTheApplicationAsksOneByOneIsMarkedInTheList() throws Exception {
        window.go(QUERIES);
        screen.press("#query-kind-statements");
        screen.write("#query-search", "");
        Until.until(
                "a statement is marked", () -> screen.texts("#query-statements").contains("n + 1"));
    }

    private static MenuItem item(MenuButton menu, String id) {
        return menu.getItems().stream()
                .filter(each -> id.equals(each.getId()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theKeyboardWalksThroughTheStatements() throws Exception {
        window.go(QUERIES);
        screen.press("#query-kind-statements");
        screen.write("#query-search", "");
        Until.until("several statements ran", () -> rows().size() > 2);
        OnScreen.run(() -> {
            screen.find("#query-statements", TableView.class)
                    .getSelectionModel()
                    .clearAndSelect(0);
            return "";
        });
        screen.press("#query-tab-TEXT");
        var first = screen.text("#query-text");
        screen.key("#query-statements", KeyCode.DOWN, false, false);
        Until.until("the next one is opened", () -> !screen.text("#query-text").equals(first));
    }

    @Test
    void otherDatabasesAreReadWhenTheyAreAskedFor() throws Exception {
        try (var maintenance = connect("elsewhere", "/postgres")) {
            window.go(QUERIES);
            screen.press("#query-kind-statements");
            screen.write("#query-search", "");
            Until.until("there are statements", () -> !rows().isEmpty());
            assertThat(rows()).extracting(StatementFigures::database).doesNotContain("postgres");
            choose("All databases");
            Until.until("the other one's are there", () -> {
                run(maintenance, "select count(*) from pg_class");
                return rows().stream().anyMatch(each -> each.database().equals("postgres"));
            });
            choose("postgres");
            Until.until(
                    "only its own are left",
                    () -> !rows().isEmpty()
                            && rows().stream().allMatch(each -> each.database().equals("postgres")));
            OnScreen.run(() -> {
                screen.find("#query-statements", TableView.class)
                        .getSelectionModel()
                        .clearAndSelect(0);
                return "";
            });
            screen.press("#query-tab-PLAN");
            Until.until(
                    "there is no plan from here",
                    () -> screen.texts("#query-plan").contains("database postgres"));
            choose("This database");
            Until.until(
                    "the other one's are gone",
                    () -> rows().stream().noneMatch(each -> each.database().equals("postgres")));
        }
    }

    @SuppressWarnings("unchecked")
    private void choose(String database) throws Exception {
        Until.until(
                database + " is offered",
                () -> OnScreen.run(() -> {
                    var box = (ComboBox<String>) screen.find("#query-databases", ComboBox.class);
                    if (box.getItems().contains(database)) {
                        box.setValue(database);
                        return true;
                    }
                    return false;
                }));
    }

    @Test
    void namedQueriesHaveTruePercentiles() throws Exception {
        window.go(QUERIES);
        screen.press("#query-kind-named");
        Until.until(
                "the application tells them",
                () -> OnScreen.run(() ->
                        !screen.find("#query-named", TableView.class).getItems().isEmpty()));
        assertThat(screen.text("#query-said")).contains("Percentiles are true");
        OnScreen.run(() -> {
            item(screen.find("#query-named-export", MenuButton.class), "query-named-copy-csv")
                    .fire();
            return "";
        });
        assertThat(OnScreen.copied()).startsWith("name,count,errors,mean_ms,p50_ms,p95_ms");
        screen.write("#query-named-search", "no such query");
        assertThat(OnScreen.run(() ->
                        screen.find("#query-named", TableView.class).getItems().size()))
                .isZero();
        screen.write("#query-named-search", "");
        screen.press("#query-kind-statements");
    }

    private Connection connect(String name) throws SQLException {
        return connect(name, "");
    }

    /// @param path of another database, `/postgres`; empty for the watched one
    private Connection connect(String name, String path) throws SQLException {
        var environment = window.demo().demo().environment();
        var database = environment.database().orElseThrow();
        var secret = window.demo()
                .demo()
                .passwords()
                .find(environment, Source.POSTGRESQL)
                .orElseThrow();
        var url = path.isEmpty() ? database.url() : database.url().replaceFirst("/[^/?]+(\\?|$)", path + "$1");
        var made = DriverManager.getConnection(url, database.user(), secret.reveal());
        run(made, "set application_name = '" + name + "'");
        return made;
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CompletableFuture<String> start(Connection on, String sql) {
        var ended = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                run(on, sql);
                ended.complete("done");
            } catch (SQLException e) {
                ended.complete(String.valueOf(e.getSQLState()));
            }
        });
        return ended;
    }

    @SuppressWarnings("unchecked")
    private static TreeItem<Object> first() throws Exception {
        var tree = (TreeTableView<Object>) new OnScreen().find("#activity-sessions", TreeTableView.class);
        return tree.getRoot();
    }

    @Test
    void aBlockerIsFoundAndCancelled() throws Exception {
        try (var holder = connect("holder");
                var waiter = connect("waiter")) {
            run(holder, "create table if not exists held(id int)");
            holder.setAutoCommit(false);
            run(holder, "lock table held");
            var sleeps = start(holder, "select pg_sleep(300) from held for update");
            var waits = start(waiter, "select count(*) from held");
            window.go(ACTIVITY);
            screen.press("#activity-blocking");
            Until.until(
                    "the tree has its root and its leaf",
                    () -> OnScreen.run(() -> first().getChildren().size() == 1
                            && first().getChildren().getFirst().getChildren().size() == 1));
            Until.until(
                    "the headline says so",
                    () -> screen.text("#activity-headline").contains("holds up 1 other"));
            assertThat(screen.texts("#activity-sessions")).contains("holds up");
            OnScreen.run(() -> {
                screen.find("#activity-sessions", TreeTableView.class)
                        .getSelectionModel()
                        .select(0);
                return "";
            });
            // An empty table sleeps for no row: the holder is idle in its transaction, and only ending it helps.
            assertThat(sleeps.get()).isEqualTo("done");
            Until.until("it is idle", () -> !screen.enabled("#activity-cancel"));
            assertThat(screen.enabled("#activity-terminate")).isTrue();
            screen.press("#activity-terminate");
            Until.until("the order is shown first", () -> screen.enabled("#signal-go"));
            assertThat(waits.isDone()).isFalse();
            screen.press("#signal-go");
            Until.until("the waiter goes on", waits::isDone);
            assertThat(waits.get()).isEqualTo("done");
            Until.until(
                    "the screen says so", () -> screen.text("#activity-said").contains("told to end"));
            Until.until(
                    "nobody waits any more",
                    () -> OnScreen.run(() -> first().getChildren().isEmpty()));
        }
    }

    @Test
    void aRunningBlockerIsCancelledAndItsLocksAreFree() throws Exception {
        try (var holder = connect("runner");
                var waiter = connect("second")) {
            run(holder, "create table if not exists busy(id int)");
            holder.setAutoCommit(false);
            run(holder, "lock table busy");
            var sleeps = start(holder, "select pg_sleep(300)");
            var waits = start(waiter, "select count(*) from busy");
            window.go(ACTIVITY);
            screen.press("#activity-blocking");
            Until.until(
                    "the blocker is seen at work",
                    () -> OnScreen.run(() -> {
                                if (first().getChildren().isEmpty()) {
                                    return false;
                                }
                                screen.find("#activity-sessions", TreeTableView.class)
                                        .getSelectionModel()
                                        .select(0);
                                return true;
                            })
                            && screen.enabled("#activity-cancel"));
            screen.press("#activity-cancel");
            Until.until("the order is shown first", () -> screen.enabled("#signal-go"));
            screen.press("#signal-go");
            assertThat(sleeps.get()).as("query_canceled").isEqualTo("57014");
            assertThat(waits.get()).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 700", "1280, 800"})
    void nothingIsCut(int width, int height) throws Exception {
        window.size(width, height);
        openStatement("from workflows where name ilike");
        Until.until("the plan is there", () -> steps() > 0);
        for (var part : List.of("PLAN", "TIME", "TEXT")) {
            screen.press("#query-tab-" + part);
            assertThat(cut()).as(part).isEmpty();
        }
        window.go(ACTIVITY);
        assertThat(cut()).as("activity").isEmpty();
    }

    private List<String> cut() throws Exception {
        return OnScreen.run(() -> {
            window.shell().root().applyCss();
            window.shell().root().layout();
            return screen.cut((Parent) window.shell().root().lookup(".stage"));
        });
    }
}
