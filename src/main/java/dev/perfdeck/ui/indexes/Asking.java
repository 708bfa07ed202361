package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Job;
import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Work;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The questions under way for each step, and what kept the last one from an answer. Screen executor only.
final class Asking {
    private final Work work;
    private final Runnable changed;
    private final Set<Stage> busy = EnumSet.noneOf(Stage.class);
    private final Map<Stage, Fault> faults = new EnumMap<>(Stage.class);

    /// @param changed called when a question begins or ends
    Asking(Work work, Runnable changed) {
        this.work = work;
        this.changed = changed;
    }

    <T> void ask(Stage about, Supplier<Job<T, ?>> errand, Consumer<T> answer) {
        busy.add(about);
        changed.run();
        work.run(
                "indexes " + about,
                () -> errand.get().await(),
                found -> {
                    busy.remove(about);
                    faults.remove(about);
                    answer.accept(found);
                    changed.run();
                },
                fault -> failed(about, fault));
    }

    void failed(Stage about, Fault fault) {
        busy.remove(about);
        faults.put(about, fault);
        changed.run();
    }

    void forget() {
        faults.clear();
    }

    void forget(Stage about) {
        faults.remove(about);
    }

    boolean busy(Stage about) {
        return busy.contains(about);
    }

    Optional<Fault> fault(Stage about) {
        return Optional.ofNullable(faults.get(about));
    }
}
