package dev.perfdeck.app;

import dev.perfdeck.model.health.IndexHealth;
import java.util.Optional;

/// How the indexes of the environment's database are. [#last] answers from memory at once, on any thread; [#look]
/// starts
/// work on a thread of its own.
public interface IndexHealthRoom {
    /// What the last look found; empty before the first, and while none went well.
    Optional<IndexHealth> last();

    /// Reads the catalog and the statistics: four bounded questions, no table of users. Reports no progress, and is
    /// over
    /// before it could be stopped. A look under way is joined. Its result throws what kept it from looking.
    Job<IndexHealth, String> look();
}
