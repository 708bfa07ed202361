package dev.perfdeck.ui.indexes;

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

    private static Stage.Standing of(boolean there, boolean good) {
        return there ? good ? Stage.Standing.DONE : Stage.Standing.TROUBLE : Stage.Standing.WAITING;
    }
}
