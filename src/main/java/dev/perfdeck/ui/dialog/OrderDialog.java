package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Job;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;

/// Shows the very statement that builds, drops or rebuilds an index, what it locks and how it is taken back, before its
/// button; then says in one line how far it is. The dialog closes at once; the errand goes on and can be cancelled
/// where it is shown.
public final class OrderDialog {
    private static final double WIDTH = 620;
    private static final Duration LOOK = Duration.millis(500);

    private final ResourceBundle words = Dialogs.words();
    private final MigrationRoom room;
    private final IndexOrder order;
    private final Work work;
    private final Consumer<String> said;
    private final Consumer<MigrationRun> done;

    private OrderDialog(
            MigrationRoom room, IndexOrder order, Work work, Consumer<String> said, Consumer<MigrationRun> done) {
        this.room = room;
        this.order = order;
        this.work = work;
        this.said = said;
        this.done = done;
    }

    /// @param said gets how far it is, and why it failed
    /// @param done gets how it ended
    public static void show(
            Window owner,
            MigrationRoom room,
            IndexOrder order,
            Work work,
            Consumer<String> said,
            Consumer<MigrationRun> done) {
        new OrderDialog(room, order, work, said, done).open(owner);
    }

    private void open(Window owner) {
        var intro = new Label(words.getString("order.intro." + order.act()));
        intro.setWrapText(true);
        intro.setMaxWidth(WIDTH);
        intro.setMinHeight(Region.USE_PREF_SIZE);
        var name = new TextField();
        name.setId("order-guard");
        var wanted = room.nameToType();
        var guard = new VBox(new Label(MessageFormat.format(words.getString("guard.label"), wanted.orElse(""))), name);
        guard.getStyleClass().add("guard");
        Dialogs.guard(guard, name, wanted.isPresent());
        var go = new Button(words.getString("order.go." + order.act()));
        go.setId("order-go");
        go.getStyleClass().add(order.act() == IndexOrder.Act.DROP ? "danger" : "accent");
        name.textProperty()
                .subscribe(typed ->
                        go.setDisable(wanted.filter(it -> !it.equals(typed)).isPresent()));
        var back = new Button(words.getString("signal.back"));
        back.setId("order-back");
        back.setCancelButton(true);
        var buttons = new HBox(back, go);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("dialog-buttons");
        var box = new VBox(intro, text(), guard, buttons);
        box.getStyleClass().add("dialog-body");
        var stage = Dialogs.open(owner, words.getString("order.title." + order.act()), box);
        back.setOnAction(pressed -> stage.close());
        go.setOnAction(pressed -> go(stage, name.getText()));
    }

    private TextArea text() {
        var undo = order.undo().isEmpty() ? "" : "\n\n-- " + words.getString("order.undo") + "\n" + order.undo();
        var text = new TextArea(order.sql() + undo);
        text.setEditable(false);
        text.setWrapText(true);
        text.getStyleClass().add("sql");
        text.setPrefSize(WIDTH, 150);
        return text;
    }

    private void go(Stage stage, String confirmation) {
        stage.close();
        try {
            follow(room.order(order, confirmation));
        } catch (FaultException refused) {
            said.accept(words(refused.fault()));
        }
    }

    private void follow(Job<MigrationRun, MigrationProgress> job) {
        var looking = new Timeline(new KeyFrame(LOOK, tick -> job.progress().ifPresent(at -> said.accept(line(at)))));
        looking.setCycleCount(Timeline.INDEFINITE);
        looking.play();
        work.run(
                "index order",
                job::await,
                run -> {
                    looking.stop();
                    done.accept(run);
                    run.fault().map(OrderDialog::words).ifPresent(said);
                },
                fault -> {
                    looking.stop();
                    said.accept(words(fault));
                });
    }

    private static String line(MigrationProgress at) {
        var percent = Double.isNaN(at.percent()) ? "" : " " + Figures.percent(at.percent()) + " %";
        return at.step() + ": " + at.phase() + percent
                + Optional.of(at.waits())
                        .flatMap(it -> it)
                        .map(who -> " · " + who)
                        .orElse("");
    }

    private static String words(Fault fault) {
        return fault.summary() + (fault.remedy().isEmpty() ? "" : ". " + fault.remedy());
    }
}
