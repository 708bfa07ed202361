package dev.perfdeck.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.OnScreen;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Five thousand sessions that wait for one: few nodes, a selection and closed branches that outlive each picture.
@SuppressWarnings("NullAway.Init") // set in `open`
class SessionTableTest {
    private static final int MANY = 5_000;
    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    private Stage stage;
    private SessionTable table;

    @BeforeEach
    void open() throws Exception {
        OnScreen.start();
        OnScreen.run(() -> {
            table = new SessionTable(Fxml.words(ActivityView.class));
            stage = new Stage();
            stage.setScene(new Scene(table, 1000, 400));
            stage.show();
            return table;
        });
    }

    @AfterEach
    void close() throws Exception {
        OnScreen.run(() -> {
            stage.close();
            return stage;
        });
    }

    private static PgSession session(int pid) {
        return new PgSession(
                pid,
                START,
                START.plusSeconds(1),
                START,
                "app",
                "shop",
                "web",
                "10.0.0.1",
                "active",
                "Lock",
                "relation",
                pid,
                "alter role app password 'hunter2' /* " + pid + " */",
                pid);
    }

    private static BlockNode node(int pid, List<BlockNode> below) {
        return new BlockNode(
                session(pid), "relation orders", "RowExclusiveLock", START, List.of(1), below.size(), 45_000, below);
    }

    private static ActivityPicture picture(int second, int sessions) {
        var waiting = IntStream.range(2, sessions + 2)
                .mapToObj(pid -> node(pid, List.of()))
                .toList();
        return new ActivityPicture(
                START.plusSeconds(second),
                sessions + 1,
                sessions,
                List.of(),
                IntStream.range(2, 102).mapToObj(SessionTableTest::session).toList(),
                List.of(node(1, waiting)),
                true,
                true);
    }

    private void showTree(int second) throws Exception {
        OnScreen.run(() -> {
            table.showTree(picture(second, MANY));
            table.applyCss();
            table.layout();
            return table;
        });
    }

    @Test
    void onlyWhatIsInSightHasNodes() throws Exception {
        showTree(2);
        assertThat(OnScreen.run(table::getExpandedItemCount)).isEqualTo(MANY + 1);
        assertThat(OnScreen.run(() -> table.lookupAll(".tree-table-row-cell").size()))
                .isLessThan(60);
    }

    @Test
    void theChosenSessionStaysChosen() throws Exception {
        showTree(2);
        OnScreen.run(() -> {
            table.getSelectionModel().select(4_000);
            return table;
        });
        var chosen = OnScreen.run(() -> table.chosen().orElseThrow().identity());
        showTree(3);
        assertThat(OnScreen.run(() -> table.chosen().orElseThrow().identity())).isEqualTo(chosen);
    }

    @Test
    void aClosedBranchStaysClosed() throws Exception {
        showTree(2);
        OnScreen.run(() -> {
            table.getRoot().getChildren().getFirst().setExpanded(false);
            return table;
        });
        showTree(3);
        assertThat(OnScreen.run(table::getExpandedItemCount)).isEqualTo(1);
    }

    @Test
    void secretsInStatementsAreNotShown() throws Exception {
        showTree(2);
        assertThat(OnScreen.run(() ->
                        table.getRoot().getChildren().getFirst().getValue().text()))
                .doesNotContain("hunter2")
                .contains("•••");
    }

    @Test
    void theListAndTheTreeHaveTheColumnsThatSayAnything() throws Exception {
        showTree(2);
        assertThat(visible())
                .contains("activity-column-holds", "activity-column-lock")
                .doesNotContain("activity-column-snapshot");
        OnScreen.run(() -> {
            table.showList(picture(2, 10));
            return table;
        });
        assertThat(visible()).contains("activity-column-snapshot").doesNotContain("activity-column-holds");
    }

    @Test
    void whatIsExportedHoldsClosedBranchesAndNoSecrets() throws Exception {
        OnScreen.run(() -> {
            table.showTree(picture(2, 3));
            table.getRoot().getChildren().getFirst().setExpanded(false);
            return table;
        });
        var rows = OnScreen.run(table::shown);
        assertThat(rows).extracting(SessionRow::pid).containsExactly("1", "2", "3", "4");
        var csv = SessionSheet.SHEET.csv(rows);
        assertThat(csv.lines().skip(1))
                .hasSize(4)
                .allMatch(line -> line.startsWith("\"2026-01-01T10:00:02Z\",") && line.contains("\"relation orders\""));
        assertThat(csv).doesNotContain("hunter2").startsWith("seen_at,pid,user,");
        OnScreen.run(() -> {
            table.showList(picture(2, 3));
            return table;
        });
        assertThat(SessionSheet.SHEET.json(OnScreen.run(table::shown)))
                .contains("\"pid\": 2, \"user\": \"app\"", "\"holds_up\": null");
    }

    private List<String> visible() throws Exception {
        return OnScreen.run(() -> table.getVisibleLeafColumns().stream()
                .map(column -> column.getId())
                .toList());
    }
}
