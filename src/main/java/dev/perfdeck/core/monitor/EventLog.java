package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Event;
import java.util.ArrayDeque;
import java.util.List;

/// The last 200 events, newest first. Safe on any thread.
final class EventLog {
    private static final int KEPT = 200;

    private final ArrayDeque<Event> events = new ArrayDeque<>();

    synchronized void add(Event event) {
        events.addFirst(event);
        if (events.size() > KEPT) {
            events.removeLast();
        }
    }

    synchronized List<Event> list() {
        return List.copyOf(events);
    }
}
