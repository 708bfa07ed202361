package dev.perfdeck.ui.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.model.plan.PlanNode;
import dev.perfdeck.model.plan.PlanText;
import dev.perfdeck.ui.OnScreen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A plan in a window: what its rows say, what is copied, and one over ten thousand partitions.
@SuppressWarnings("NullAway.Init") // set in `open`
class PlanViewTest {
    private final OnScreen screen = new OnScreen();
    private Stage stage;
    private PlanView view;

    @BeforeEach
    void open() throws Exception {
        OnScreen.start();
        OnScreen.run(() -> {
            stage = new Stage();
            view = new PlanView("Plan");
            stage.setScene(new Scene(view, 700, 400));
            stage.show();
            return view;
        });
    }

    @AfterEach
    void close() throws Exception {
        OnScreen.run(() -> {
            stage.close();
            return stage;
        });
    }

    private static PlanNode node(String type, String table, double cost, double rows, PlanNode... children) {
        return new PlanNode(
                type,
                "",
                "",
                table,
                "",
                table,
                0,
                cost,
                rows,
                8,
                table.isEmpty() ? Double.NaN : 5_000_000,
                Optional.empty(),
                table.isEmpty() ? List.of() : List.of(new PlanNode.Detail("Filter", "(status = $1)")),
                List.of(children));
    }

    private static PlanDocument plan(PlanNode root) {
        return new PlanDocument(root, Map.of(), Optional.empty(), Double.NaN, Double.NaN, "[{\"Plan\": {}}]");
    }

    private void show(PlanDocument plan) throws Exception {
        OnScreen.run(() -> {
            view.show(plan, "generic plan, not run");
            view.applyCss();
            view.layout();
            return view;
        });
    }

    @Test
    void aStepSaysWhatItIsAndWhatIsRemarkable() throws Exception {
        show(plan(node("Limit", "", 400, 20, node("Seq Scan", "executions", 400, 102_440))));
        var said = screen.texts(".plan-view");
        assertThat(said)
                .contains("Seq Scan", "executions · status = $1", "full scan", "100.0 %", "102,440", "cost 400");
        assertThat(OnScreen.run(
                        () -> screen.find(".plan-tree", TreeTableView.class).getExpandedItemCount()))
                .isEqualTo(2);
    }

    @Test
    void theChosenStepShowsAllThatTheServerSays() throws Exception {
        show(plan(node("Seq Scan", "executions", 400, 102_440)));
        OnScreen.run(() -> {
            view.lookup(".plan-tree").requestFocus();
            ((TreeTableView<?>) view.lookup(".plan-tree")).getSelectionModel().select(0);
            return view;
        });
        assertThat(screen.text(".plan-detail")).contains("Filter: (status = $1)", "5,000,000 rows read", "full scan");
    }

    @Test
    void keysCopyItAsTextAndAsJson() throws Exception {
        var plan = plan(node("Seq Scan", "executions", 400, 102_440));
        show(plan);
        screen.key(".plan-tree", KeyCode.C, false, true);
        assertThat(OnScreen.copied()).isEqualTo(PlanText.of(plan));
        screen.key(".plan-tree", KeyCode.C, true, true);
        assertThat(OnScreen.copied()).isEqualTo(plan.json());
    }

    @Test
    void noPlanHasAReason() throws Exception {
        OnScreen.run(() -> {
            view.say("COMMIT has no plan");
            return view;
        });
        assertThat(screen.texts(".plan-view")).contains("COMMIT has no plan");
        assertThat(screen.enabled(".plan-copy")).isFalse();
        assertThat(screen.enabled(".plan-tree")).isFalse();
    }

    @Test
    void tenThousandPartitionsHaveAFewNodes() throws Exception {
        var parts = IntStream.range(0, 10_000)
                .mapToObj(i -> node("Seq Scan", "part_" + i, 1, 1))
                .toArray(PlanNode[]::new);
        show(plan(node("Append", "", 10_000, 10_000, parts)));
        assertThat(OnScreen.run(() -> view.lookupAll(".plan-step").size())).isLessThan(60);
    }
}
