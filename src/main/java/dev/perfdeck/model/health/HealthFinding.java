package dev.perfdeck.model.health;

import dev.perfdeck.model.migration.IndexOrder;
import java.util.List;
import java.util.Optional;

/// Something about one index, or about a foreign key without one, and what can be done about it.
///
/// @param subject        name of the index, or `table (columns)` of the foreign key
/// @param because        half a sentence that goes on after the kind: `covered by ix_owner_name`
/// @param bytes          that the action wins on disk; for a missing index, that the table takes; -1 when not known
/// @param scans          since the statistics began; -1 where there is no index
/// @param estimate       whether `bytes` is computed from the planner's statistics and not measured
/// @param actions        the better one first; each goes through the procedure of a migration
/// @param byHand         statements for a person where no action is offered, with the reason as a comment; else empty
public record HealthFinding(
        Kind kind,
        Counsel counsel,
        String schema,
        String table,
        String subject,
        String because,
        long bytes,
        long scans,
        boolean estimate,
        List<Consideration> considerations,
        List<IndexOrder> actions,
        String byHand) {
    /// What is wrong; the worst first.
    public enum Kind {
        /// Costs writes, serves no reads.
        INVALID,
        /// A foreign key whose table must be read whole at each delete of the other side.
        MISSING,
        /// The same index twice.
        DUPLICATE,
        /// Its columns are the first ones of another index.
        REDUNDANT,
        UNUSED,
        /// Much larger than its entries need.
        BLOATED
    }

    public HealthFinding {
        considerations = List.copyOf(considerations);
        actions = List.copyOf(actions);
    }

    /// What a person should look at; what is to be kept is only told when asked.
    public boolean needsALook() {
        return counsel != Counsel.KEEP;
    }

    public Optional<IndexOrder> firstAction() {
        return actions.stream().findFirst();
    }
}
