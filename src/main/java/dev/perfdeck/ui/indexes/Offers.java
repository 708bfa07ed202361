package dev.perfdeck.ui.indexes;

import java.util.Optional;

/// Which buttons an open step offers. Pure.
///
/// @param undo what takes the last write back
/// @param go   the button that writes; it stands where all has been seen that it does
record Offers(
        boolean back,
        Optional<Errand> undo,
        boolean repair,
        boolean again,
        boolean trace,
        boolean cancel,
        boolean check,
        boolean go) {
    static Offers of(IndexesModel model) {
        var stage = model.stage();
        var running = model.running().isPresent();
        var migrations = model.errand() instanceof Errand.Apply;
        var plan = stage == Stage.PLAN;
        return new Offers(
                !migrations && !running,
                model.wayBack().filter(way -> !plan && stage != Stage.PREFLIGHT),
                migrations && !running && plan && (model.obstacles() > 0 || model.invalid() > 0),
                !running && again(model, stage, migrations),
                migrations && !running && plan && model.pending() > 0,
                running,
                model.errand().checked() && !running && check(model, stage, migrations),
                !running && go(model, stage));
    }

    private static boolean again(IndexesModel model, Stage stage, boolean migrations) {
        return stage == Stage.PREFLIGHT
                ? model.errand().checked() && model.preflight().isPresent()
                : migrations && (stage == Stage.PLAN || stage == Stage.VERIFY);
    }

    private static boolean check(IndexesModel model, Stage stage, boolean migrations) {
        var something = migrations
                ? model.pending() > 0 && model.obstacles() == 0
                : model.run().isEmpty();
        return something
                && (stage == Stage.PLAN
                        || (stage == Stage.PREFLIGHT && model.preflight().isEmpty()));
    }

    private static boolean go(IndexesModel model, Stage stage) {
        if (!model.errand().checked()) {
            return stage == Stage.PLAN && model.run().isEmpty();
        }
        var something = model.errand() instanceof Errand.Apply
                ? model.pending() > 0
                : model.run().isEmpty();
        return stage == Stage.PREFLIGHT && model.preflight().isPresent() && something;
    }
}
