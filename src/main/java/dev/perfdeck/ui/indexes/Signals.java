package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.ActivityRoom;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BackendSignal;
import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.dialog.SignalDialog;
import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.stage.Window;

/// Ends the session that stands in the way, through the same dialog as on the activity screen. FX thread only.
final class Signals {
    private final Session session;
    private final Work work;
    private final ResourceBundle words;
    private final Consumer<String> said;

    /// @param said gets what became of it, in one sentence
    Signals(Session session, Work work, ResourceBundle words, Consumer<String> said) {
        this.session = session;
        this.work = work;
        this.words = words;
        this.said = said;
    }

    /// Keeps the picture of sessions being taken, so that it is there when a button is pressed.
    void watch() {
        session.activity().ifPresent(ActivityRoom::picture);
    }

    void show(Window owner, int pid, BackendSignal.Kind kind) {
        var room = session.activity();
        var found = room.flatMap(ActivityRoom::picture).flatMap(picture -> find(picture, pid));
        if (found.isEmpty()) {
            said.accept(MessageFormat.format(words.getString("blocker.unseen"), Integer.toString(pid)));
            return;
        }
        try {
            var order = room.orElseThrow().prepare(found.get(), kind);
            SignalDialog.show(owner, room.orElseThrow(), session.environment(), order, work, said);
        } catch (FaultException refused) {
            said.accept(StepsView.told(refused.fault()));
        }
    }

    private static Optional<PgSession> find(ActivityPicture picture, int pid) {
        return Stream.concat(
                        picture.longest().stream(), picture.roots().stream().flatMap(Signals::sessions))
                .filter(session -> session.pid() == pid)
                .findFirst();
    }

    private static Stream<PgSession> sessions(BlockNode node) {
        return Stream.concat(Stream.of(node.session()), node.blocks().stream().flatMap(Signals::sessions));
    }
}
