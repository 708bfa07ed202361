package dev.perfdeck.ui.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.OnScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ten thousand statements in the table: a stable order, a selection that stays, few nodes, and what is exported.
@SuppressWarnings("NullAway.Init") // set in `open`
class StatementTableTest {
    private static final int MANY = 10_000;

    private final ManyStatements room = new ManyStatements(MANY);
    private final QueryModel model = room.model();
    private final List<String> opened = new ArrayList<>();
    private StatementTable table;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        OnScreen.start();
        OnScreen.run(() -> {
            table = new StatementTable(Fxml.words(QueryView.class), model, model::order, each -> {
                opened.add(each.key());
                model.open(each.key());
            });
            stage = new Stage();
            stage.setScene(new Scene(table, 1000, 400));
            stage.show();
            return fill();
        });
    }

    @AfterEach
    void close() throws Exception {
        OnScreen.run(() -> {
            stage.close();
            return stage;
        });
    }

    private StatementTable fill() {
        model.pull();
        table.show(model.shown());
        table.applyCss();
        table.layout();
        return table;
    }

    @Test
    void equalsKeepTheirPlacesThroughEveryOrderAndRefresh() throws Exception {
        for (var order : Order.values()) {
            var first = OnScreen.run(() -> {
                if (model.order() != order) {
                    model.order(order);
                }
                fill();
                return keys();
            });
            assertThat(first).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(OnScreen.run(() -> {
                        room.set(room.statements(model.length(), dev.perfdeck.model.StatementFilter.ALL)
                                .reversed());
                        fill();
                        return keys();
                    }))
                    .as("%s does not depend on the order in which they come", order)
                    .isEqualTo(first);
        }
    }

    private List<String> keys() {
        return table.shown().stream().map(StatementFigures::key).toList();
    }

    @Test
    void theSelectionStaysWithItsStatement() throws Exception {
        OnScreen.run(() -> {
            table.getSelectionModel().clearAndSelect(4_321);
            return table;
        });
        var chosen = opened.getLast();
        OnScreen.run(() -> {
            model.order(Order.ROWS);
            room.set(IntStream.range(0, MANY)
                    .mapToObj(i -> ManyStatements.row(i, i % 5, 3))
                    .toList());
            return fill();
        });
        assertThat(OnScreen.run(
                        () -> table.getSelectionModel().getSelectedItem().key()))
                .isEqualTo(chosen);
        assertThat(opened).as("a refresh opens nothing").hasSize(1);
        OnScreen.run(() -> {
            model.search("table_9");
            return fill();
        });
        assertThat(OnScreen.run(
                        () -> Optional.ofNullable(table.getSelectionModel().getSelectedItem())))
                .as("it is out of sight")
                .isEmpty();
    }

    @Test
    void onlyWhatIsInSightHasNodes() throws Exception {
        assertThat(OnScreen.run(() -> table.lookupAll(".sql").size())).isBetween(5, 60);
        OnScreen.run(() -> {
            table.scrollTo(MANY - 1);
            table.layout();
            return table;
        });
        assertThat(OnScreen.run(() -> table.lookupAll(".sql").size())).isBetween(5, 60);
    }

    @Test
    void aSearchOfAnyKindEndsAtOnceAndFindsAcrossLines() throws Exception {
        var lined = new StatementFigures(
                "1/1/1/true",
                1,
                "select *\n  from\twide\n where x = $1",
                "u",
                "d",
                true,
                1,
                1,
                0,
                1,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1);
        room.set(List.of(lined));
        assertThat(OnScreen.run(() -> {
                    model.search("FROM wide where");
                    return fill().shown();
                }))
                .containsExactly(lined);
        for (var hostile : List.of("(a+)+$", "x".repeat(10_000_000), "\ud800", "%s{0}", "\u0000")) {
            assertThat(OnScreen.run(() -> {
                        model.search(hostile);
                        return fill().shown();
                    }))
                    .isEmpty();
        }
    }
}
