package dev.perfdeck.ui.shell;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.ui.Span;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// What the frame shows and does: span, pause, lamps, banners. Touched by the screen's executor only.
public final class ShellModel {
    private final Session session;
    private final ObjectProperty<Span> span = new SimpleObjectProperty<>(Span.FIVE_MINUTES);
    private final ObjectProperty<Boolean> paused = new SimpleObjectProperty<>(false);
    private final ReadOnlyObjectWrapper<List<SourceHealth>> health = new ReadOnlyObjectWrapper<>(List.of());

    public ShellModel(Session session) {
        this.session = session;
    }

    public ObjectProperty<Span> span() {
        return span;
    }

    public ObjectProperty<Boolean> paused() {
        return paused;
    }

    public ReadOnlyObjectProperty<List<SourceHealth>> health() {
        return health.getReadOnlyProperty();
    }

    /// Lamps go on while the charts are paused: a lost server is no less lost.
    public void refresh() {
        health.set(session.health());
    }

    public void togglePause() {
        paused.set(!paused.get());
    }

    /// Faults that last, those of down sources first; each becomes a banner.
    public List<Trouble> troubles() {
        var ofSources = health.get().stream()
                .filter(h -> h.fault().isPresent())
                .sorted(Comparator.comparing(SourceHealth::lamp).reversed())
                .map(h -> new Trouble(h.lamp(), h.fault().orElseThrow()));
        var ofSession = session.notices().stream().map(f -> new Trouble(SourceHealth.Lamp.LIMITED, f));
        return Stream.concat(ofSources, ofSession).toList();
    }
}
