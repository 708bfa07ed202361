package dev.perfdeck.app;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.health.IndexHealth;
import java.util.Optional;

/// A health room that says what a test wants.
public final class FixedHealth implements IndexHealthRoom {
    public Optional<IndexHealth> health = Optional.empty();
    public Optional<Fault> trouble = Optional.empty();
    private volatile boolean looked;

    @Override
    public Optional<IndexHealth> last() {
        return looked ? health : Optional.empty();
    }

    @Override
    public Job<IndexHealth, String> look() {
        return Job.start("look", (said, stop) -> {
            trouble.ifPresent(fault -> {
                throw new FaultException(fault);
            });
            looked = true;
            return health.orElseThrow();
        });
    }
}
