package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;

/// How far each step of the errand is. Pure.
final class Standings {
    private Standings() {}

    static Stage.Standing of(IndexesModel model, Stage about) {
        if (model.busy(about)) {
            return Stage.Standing.BUSY;
        }
        if (model.fault(about).isPresent()) {
            return Stage.Standing.TROUBLE;
        }
        var run = model.run();
        var complete = run.map(MigrationRun::complete).orElse(true);
        return switch (about) {
            case PLAN ->
                of(model.plan().isPresent() || !(model.errand() instanceof Errand.Apply), model.obstacles() == 0);
            case PREFLIGHT ->
                of(
                        model.preflight().isPresent()
                                || run.isPresent()
                                || !model.errand().checked(),
                        model.preflight().map(Preflight::clear).orElse(true));
            case APPLY, RECORD -> of(run.isPresent(), complete);
            case VERIFY ->
                of(
                        model.proof().isPresent(),
                        model.proof().map(Verification::good).orElse(true));
        };
    }

    /// Whether all has been seen that must be before the errand's write, and there is something left to write.
    static boolean seen(IndexesModel model) {
        var checked = model.preflight().filter(Preflight::clear).isPresent();
        return switch (model.errand()) {
            case Errand.Apply() -> checked && model.pending() > 0 && model.obstacles() == 0;
            case Errand.Order(var order) -> checked && model.run().isEmpty();
            case Errand.Undo(var which) -> model.run().isEmpty();
            case Errand.Repair() -> model.run().isEmpty();
        };
    }

    /// Whether a failed build left an index.
    static boolean leftovers(IndexesModel model) {
        return model.picture().stream()
                .flatMap(now -> now.indexes().stream())
                .anyMatch(index -> index.state() == IndexState.State.INVALID);
    }

    private static Stage.Standing of(boolean there, boolean good) {
        return there ? good ? Stage.Standing.DONE : Stage.Standing.TROUBLE : Stage.Standing.WAITING;
    }
}
