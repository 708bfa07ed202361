package dev.perfdeck.ui.activity;

import dev.perfdeck.app.ActivityRoom;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.ActiveSessions;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.WaitClass;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;

/// What the activity screen shows, pulled on demand. Screen executor only.
public final class ActivityModel {
    private final Session session;
    private final ActivityRoom room;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;

    public ActivityModel(
            Session session,
            ActivityRoom room,
            Work work,
            ObservableValue<Span> span,
            ObservableValue<Boolean> paused) {
        this.session = session;
        this.room = room;
        this.work = work;
        this.span = span;
        this.paused = paused;
    }

    Session session() {
        return session;
    }

    ActivityRoom room() {
        return room;
    }

    Work work() {
        return work;
    }

    Span span() {
        return span.getValue();
    }

    boolean paused() {
        return paused.getValue();
    }

    Optional<ActivityPicture> picture() {
        return room.picture();
    }

    /// The classes of waits that were seen in the span, as lines of a chart.
    Map<WaitClass, Window> lines() {
        return lines(room.active(span().length()));
    }

    static Map<WaitClass, Window> lines(ActiveSessions active) {
        var lines = new EnumMap<WaitClass, Window>(WaitClass.class);
        active.byClass().forEach((wait, values) -> {
            var seen = wait == WaitClass.CPU || Arrays.stream(values).anyMatch(value -> value > 0);
            if (seen) {
                lines.put(wait, new Window(Metric.PG_SESSIONS_ACTIVE, active.firstSecond(), values));
            }
        });
        return lines;
    }
}
