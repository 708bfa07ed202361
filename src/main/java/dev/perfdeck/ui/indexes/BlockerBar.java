package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.PreflightItem;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// Who holds the errand up, with what can be done about that session.
final class BlockerBar {
    private final IndexesModel model;
    private final ResourceBundle words;
    private final Signals signals;
    private final HBox bar;
    private final Label said;
    private final Button cancel;
    private final Button end;
    private Optional<Integer> pid = Optional.empty();

    /// @param tell is given what became of a signal
    BlockerBar(
            Session session,
            IndexesModel model,
            ResourceBundle words,
            HBox bar,
            Label said,
            Button cancel,
            Button end,
            Consumer<String> tell) {
        this.model = model;
        this.words = words;
        this.signals = new Signals(session, model.work(), words, tell);
        this.bar = bar;
        this.said = said;
        this.cancel = cancel;
        this.end = end;
        cancel.setOnAction(pressed -> signal(BackendSignal.Kind.CANCEL));
        end.setOnAction(pressed -> signal(BackendSignal.Kind.TERMINATE));
    }

    private void signal(BackendSignal.Kind kind) {
        pid.ifPresent(owner -> signals.show(bar.getScene().getWindow(), owner, kind));
    }

    void show(Optional<PreflightItem> check) {
        var waits = model.progress().flatMap(MigrationProgress::waits);
        pid = owner(check);
        StepsView.shown(bar, waits.isPresent() || pid.isPresent());
        said.setText(waits.map(who -> say("blocker.waits", who))
                .orElseGet(() -> say("blocker.owner", pid.map(String::valueOf).orElse(""))));
        StepsView.shown(cancel, pid.isPresent());
        StepsView.shown(end, pid.isPresent());
        if (pid.isPresent()) {
            signals.watch();
        }
    }

    private Optional<Integer> owner(Optional<PreflightItem> check) {
        return model.progress()
                .flatMap(MigrationProgress::blocker)
                .map(found -> found.pid())
                .or(() -> model.stage() == Stage.PREFLIGHT
                        ? check.map(PreflightItem::ownerPid).filter(found -> found > 0)
                        : Optional.empty());
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
