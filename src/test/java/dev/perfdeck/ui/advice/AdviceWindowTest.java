package dev.perfdeck.ui.advice;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Source;
import dev.perfdeck.ui.DemoWindow;
import dev.perfdeck.ui.OnScreen;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.desktop.Desktop;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The screen in a real window, on the demo's own database and its twin: from the question to a variant on the bench.
@SuppressWarnings("NullAway.Init") // made in `open`
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceWindowTest {
    private static final String SLOW =
            "select id, action from audit_logs where user_id = ? order by timestamp desc limit 20";

    private final OnScreen screen = new OnScreen();
    private DemoWindow window;
    private AdviceView view;

    @BeforeAll
    void open(@TempDir Path home) throws Exception {
        window = DemoWindow.open(home, Theme.Choice.DARK);
        work();
        OnScreen.run(() -> view = new AdviceView(
                new AdviceModel(window.session(), window.session().advice().orElseThrow(), new Work(Desktop.SCREEN))));
        window.put(view);
    }

    @AfterAll
    void close() throws Exception {
        window.close();
    }

    /// A statement that an index would serve, often enough to be worth one.
    private void work() throws Exception {
        var environment = window.demo().demo().environment();
        var database = environment.database().orElseThrow();
        var password = window.demo()
                .demo()
                .passwords()
                .find(environment, Source.POSTGRESQL)
                .orElseThrow();
        try (var connection = DriverManager.getConnection(database.url(), database.user(), password.reveal());
                var statement = connection.prepareStatement(SLOW)) {
            for (int i = 0; i < 200; i++) {
                statement.setInt(1, i);
                statement.executeQuery().close();
            }
        }
    }

    private void refresh() throws Exception {
        OnScreen.run(() -> {
            view.refresh();
            window.lay();
            return view;
        });
    }

    @Test
    void adviceIsAskedForAndAVariantTriedOut() throws Exception {
        refresh();
        assertThat(screen.text("#advice-headline")).isEqualTo("What would make this database faster?");
        screen.press("#advice-ask");
        until("there is advice", Duration.ofSeconds(60), () -> {
            refresh();
            return screen.text("#advice-headline").contains("of database time, as planned");
        });
        assertThat(screen.text("#advice-because"))
                .contains("nothing was run on the server")
                .contains("approximate");
        assertThat(screen.text("#advice-sql"))
                .contains("CREATE INDEX CONCURRENTLY")
                .contains("to take it back");
        nothingIsCut("the advice");
        screen.press("#advice-bench");
        until("the bench answers", () -> screen.text("#whatif-said").contains("size about"));
        var first = screen.text("#whatif-said");
        screen.write("#whatif-ddl", "CREATE INDEX variant ON audit_logs (user_id)");
        until(
                "typing asks",
                () -> screen.text("#whatif-said").contains("size about")
                        && !screen.text("#whatif-said").equals(first));
        until("both plans are there", () -> screen.texts(".plan-pair").contains("audit_logs"));
        screen.write("#whatif-ddl", "CREATE INDEX variant ON nowhere (user_id)");
        until("what is wrong is said", () -> screen.text("#whatif-said").contains("nowhere"));
        screen.press("#advice-tab-workload");
        refresh();
        assertThat(screen.texts("#advice-workload")).contains("audit_logs");
        nothingIsCut("the workload");
    }

    private void nothingIsCut(String what) throws Exception {
        for (var size : List.of(List.of(1000, 700), List.of(1280, 800))) {
            window.size(size.getFirst(), size.getLast());
            refresh();
            assertThat(OnScreen.run(() -> screen.cut(view.node())))
                    .as(what + " in " + size)
                    .isEmpty();
        }
    }
}
