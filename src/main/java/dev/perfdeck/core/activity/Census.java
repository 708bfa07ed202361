package dev.perfdeck.core.activity;

import dev.perfdeck.model.SessionGroup;
import java.time.Instant;
import java.util.List;

/// A head count: how many sessions are in which state and wait, the console's own left out.
///
/// @param at by the server's clock
public record Census(Instant at, List<SessionGroup> groups, boolean seesAll) {
    public int total() {
        return groups.stream().mapToInt(SessionGroup::count).sum();
    }

    /// Sessions that wait for a lock, as far as this role may see.
    public int waiting() {
        return groups.stream()
                .filter(group -> group.waitType().equals("Lock"))
                .mapToInt(SessionGroup::count)
                .sum();
    }
}
