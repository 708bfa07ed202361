package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.beans.value.ObservableValue;

/// What the cache screen shows, pulled from the session on demand. Screen executor only.
public final class CacheModel {
    private final Session session;
    private final CacheRoom room;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;

    public CacheModel(
            Session session, CacheRoom room, Work work, ObservableValue<Span> span, ObservableValue<Boolean> paused) {
        this.session = session;
        this.room = room;
        this.work = work;
        this.span = span;
        this.paused = paused;
    }

    public boolean paused() {
        return paused.getValue();
    }

    public Span span() {
        return span.getValue();
    }

    public Duration length() {
        return span().length();
    }

    public Session session() {
        return session;
    }

    public CacheRoom room() {
        return room;
    }

    public Work work() {
        return work;
    }

    public TargetStatus status() {
        return session.status();
    }

    /// Of all types together.
    public Window hitRate() {
        return session.window(Metric.CACHE_HIT_RATE, length());
    }

    public List<Event> events() {
        return session.events();
    }

    /// The lines of the chart, by name: those of the types that were read most, where there are more than `most`.
    public SortedMap<String, Window> busiest(int most) {
        return busiest(room.hitRates(length()), room.types(length()), most);
    }

    static SortedMap<String, Window> busiest(Map<String, Window> rates, List<CacheType> types, int most) {
        var chosen = new TreeMap<String, Window>();
        types.stream()
                .filter(type -> rates.containsKey(type.type()))
                .sorted(Comparator.comparingLong((CacheType type) -> type.span().requests())
                        .reversed())
                .limit(most)
                .forEach(type -> chosen.put(type.type(), rates.getOrDefault(type.type(), hitless())));
        return chosen;
    }

    private static Window hitless() {
        return new Window(Metric.CACHE_HIT_RATE, 0, new double[0]);
    }
}
