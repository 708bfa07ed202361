package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.ActivityRoom;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.DiscreetSql;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.SignalOutcome;
import dev.perfdeck.ui.Work;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Shows the very statement that cancels or terminates, and whom it hits, before its button.
public final class SignalDialog {
    private final ResourceBundle words = Dialogs.words();
    private final ActivityRoom room;
    private final BackendSignal signal;
    private final Work work;
    private final Consumer<String> said;
    private final Button go = new Button();

    private SignalDialog(ActivityRoom room, BackendSignal signal, Work work, Consumer<String> said) {
        this.room = room;
        this.signal = signal;
        this.work = work;
        this.said = said;
    }

    /// @param said gets what became of it, in one sentence
    public static void show(
            Window owner,
            ActivityRoom room,
            Environment environment,
            BackendSignal signal,
            Work work,
            Consumer<String> said) {
        new SignalDialog(room, signal, work, said).open(owner, environment);
    }

    private void open(Window owner, Environment environment) {
        var session = signal.session();
        var intro = new Label(MessageFormat.format(
                words.getString("signal.intro." + signal.kind()),
                Integer.toString(session.pid()),
                session.user(),
                session.database()));
        intro.setWrapText(true);
        var name = new TextField();
        name.setId("signal-guard");
        var guard = new VBox(new Label(MessageFormat.format(words.getString("guard.label"), environment.name())), name);
        guard.getStyleClass().add("guard");
        Dialogs.guard(guard, name, environment.production());
        go.setId("signal-go");
        go.setText(words.getString("signal.go." + signal.kind()));
        go.getStyleClass().add("danger");
        name.textProperty()
                .subscribe(typed -> go.setDisable(environment.production() && !typed.equals(environment.name())));
        var back = new Button(words.getString("signal.back"));
        back.setId("signal-back");
        back.setCancelButton(true);
        var buttons = new HBox(back, go);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("dialog-buttons");
        var box = new VBox(intro, text(DiscreetSql.of(session.query()), 90), text(signal.sql(), 130), guard, buttons);
        box.getStyleClass().add("dialog-body");
        var stage = Dialogs.open(owner, words.getString("signal.title." + signal.kind()), box);
        back.setOnAction(pressed -> stage.close());
        go.setOnAction(pressed -> {
            stage.close();
            send();
        });
    }

    private static TextArea text(String sql, double height) {
        var text = new TextArea(sql);
        text.setEditable(false);
        text.setWrapText(true);
        text.getStyleClass().add("sql");
        text.setPrefSize(620, height);
        return text;
    }

    private void send() {
        work.run(
                "signal",
                () -> room.send(signal).await(),
                outcome -> said.accept(words(outcome)),
                fault -> said.accept(fault.summary() + ". " + fault.remedy()));
    }

    private String words(SignalOutcome outcome) {
        var pid = Integer.toString(signal.session().pid());
        return switch (outcome) {
            case SignalOutcome.Sent() -> MessageFormat.format(words.getString("signal.sent." + signal.kind()), pid);
            case SignalOutcome.Gone() -> MessageFormat.format(words.getString("signal.gone"), pid);
            case SignalOutcome.Changed(String state, String query) ->
                MessageFormat.format(words.getString("signal.changed"), pid, state, query);
            case SignalOutcome.NotAllowed(var fault) -> fault.summary() + ". " + fault.remedy();
        };
    }
}
