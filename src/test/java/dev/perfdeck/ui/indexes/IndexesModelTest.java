package dev.perfdeck.ui.indexes;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedHealth;
import dev.perfdeck.app.FixedMigrations;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The errand without a toolkit: one thread stands for the screen.
class IndexesModelTest {
    private final ExecutorService screen = Executors.newSingleThreadExecutor();
    private FixedMigrations room;
    private FixedHealth health;
    private IndexesModel model;

    @BeforeEach
    void make() throws Exception {
        room = Pictures.migrations();
        health = Pictures.health();
        model = new IndexesModel(
                room,
                health,
                new Work(screen),
                new SimpleObjectProperty<>(Span.FIVE_MINUTES),
                new SimpleObjectProperty<>(false));
        on(() -> model.open());
        until("the plan is there", () -> model.pending() == 6 && model.health().isPresent());
    }

    @AfterEach
    void end() {
        room.release();
        screen.shutdownNow();
    }

    private void on(Runnable step) throws Exception {
        screen.submit(step).get();
    }

    private String sentence() {
        return new Sentence(Fxml.words(IndexesView.class)).of(model);
    }

    private void checked() throws Exception {
        on(() -> model.check());
        until("it is checked", () -> model.preflight().isPresent() && !model.busy(Stage.PREFLIGHT));
    }

    @Test
    void nothingIsAppliedThatWasNotChecked() throws Exception {
        assertThat(model.ready()).isFalse();
        on(() -> model.go());
        assertThat(room.asked).isEmpty();
        checked();
        assertThat(model.ready()).isTrue();
        on(() -> model.go());
        until("it is verified", () -> model.proof().isPresent());
        assertThat(room.asked).containsExactly("apply ALL");
        assertThat(model.stage()).isEqualTo(Stage.VERIFY);
        assertThat(model.standing(Stage.APPLY)).isEqualTo(Stage.Standing.DONE);
        assertThat(model.wayBack()).contains(new Errand.Undo(MigrationScope.Which.BUILT_IN, Optional.empty()));
    }

    @Test
    void theLocksReallyTakenAreAskedFor() throws Exception {
        assertThat(Offers.of(model).trace()).isTrue();
        on(() -> model.trace());
        until("they are told", () -> !model.busy(Stage.PLAN));
        assertThat(model.plan().orElseThrow().pending())
                .allSatisfy(planned -> assertThat(planned.trace()).isPresent());
        assertThat(room.asked).containsExactly("trace");
    }

    @Test
    void whatStopsTheRunKeepsTheButtonClosed() throws Exception {
        room.preflight = new Preflight(List.of(
                new PreflightItem("rights", PreflightItem.Weight.BLOCKING, "not the owner", 0, "GRANT owner TO me;")));
        checked();
        assertThat(model.ready()).isFalse();
        assertThat(model.standing(Stage.PREFLIGHT)).isEqualTo(Stage.Standing.TROUBLE);
    }

    @Test
    void onProductionTheNameIsTyped() throws Exception {
        room.name = Optional.of("orders-prod");
        checked();
        assertThat(model.guard()).contains("orders-prod");
        assertThat(model.ready()).isFalse();
        on(() -> model.type("orders"));
        assertThat(model.ready()).isFalse();
        on(() -> model.type("orders-prod "));
        assertThat(model.ready()).isTrue();
        on(() -> model.go());
        until("it has run", () -> model.run().isPresent());
        assertThat(room.asked).containsExactly("apply ALL");
    }

    @Test
    void aRunIsSeenAndCanBeStopped() throws Exception {
        checked();
        room.hold(Pictures.progress());
        room.end = new MigrationRun(List.of(), true, Optional.empty(), "Nothing is left.");
        on(() -> model.go());
        until("it is seen", () -> model.progress().isPresent());
        assertThat(sentence())
                .isEqualTo("V2 idx_execution_workflow_status: 3 of 6, building index: loading tuples in tree, 63 %.");
        assertThat(model.ready()).as("one at a time").isFalse();
        assertThat(StepRow.running(model.begun(), model.progress().orElseThrow(), Fxml.words(IndexesView.class)))
                .extracting(StepRow::state)
                .containsExactly("good", "good", "now", "", "", "");
        on(() -> model.cancel());
        assertThat(model.running().orElseThrow().cancelled()).isTrue();
        room.release();
        until("it ended", () -> model.run().isPresent());
        assertThat(model.proof()).as("nothing to prove").isEmpty();
        assertThat(model.standing(Stage.APPLY)).isEqualTo(Stage.Standing.TROUBLE);
    }

    @Test
    void anOrderGoesThroughTheSameSteps() throws Exception {
        on(() -> model.prepare(new Errand.Order(Pictures.drop())));
        assertThat(model.stage()).isEqualTo(Stage.PLAN);
        assertThat(model.ready()).as("not checked yet").isFalse();
        checked();
        assertThat(model.ready()).isTrue();
        on(() -> model.go());
        until("it has run", () -> model.run().isPresent());
        assertThat(room.asked).containsExactly("DROP INDEX CONCURRENTLY public.ix_workflows_owner");
        var back = model.wayBack().orElseThrow();
        on(() -> model.prepare(back));
        assertThat(model.errand().index()).map(IndexOrder::act).contains(IndexOrder.Act.CREATE);
        checked();
        on(() -> model.go());
        until("it is back", () -> room.asked.size() == 2 && model.run().isPresent());
        assertThat(room.asked.getLast()).startsWith("CREATE INDEX CONCURRENTLY ix_workflows_owner");
    }

    @Test
    void anErrandBegunElsewhereIsJoined() throws Exception {
        room.hold(Pictures.progress());
        room.apply(MigrationScope.all(), "");
        on(() -> model.open());
        assertThat(model.stage()).isEqualTo(Stage.APPLY);
        until("it is seen", () -> model.progress().isPresent());
        room.release();
        until("its end is told", () -> model.run().isPresent());
    }

    @Test
    void whatKeepsFromLookingIsTold() throws Exception {
        room.trouble = Optional.of(new Fault.Denied(Source.POSTGRESQL, "no rights", "GRANT it;"));
        health.trouble = Optional.of(new Fault.Unreachable(Source.POSTGRESQL, "db:5432", "refused"));
        on(() -> model.open());
        until(
                "it is told",
                () -> model.fault(Stage.PLAN).isPresent()
                        && model.background().healthFault().isPresent());
        assertThat(model.standing(Stage.PLAN)).isEqualTo(Stage.Standing.TROUBLE);
        assertThat(sentence()).isEqualTo("PostgreSQL refused: no rights");
    }

    @Test
    void theSentenceNamesTheWorstFirst() throws Exception {
        assertThat(sentence())
                .isEqualTo("6 of 6 performance indexes are missing. 4 indexes need a look; 277 MB could be won.");
        health.health = Optional.empty();
        var said = new Sentence(Fxml.words(IndexesView.class));
        assertThat(said.standing(Pictures.picture(Migration.State.APPLIED, IndexState.State.VALID)))
                .isEqualTo("All 6 performance indexes are valid.");
        assertThat(said.standing(Pictures.picture(Migration.State.BROKEN, IndexState.State.INVALID)))
                .isEqualTo("V2 idx_workflow_status_created_at is broken and stands in the way: repair it first."
                        + " 6 of 6 performance indexes are invalid: repair them.");
    }
}
