package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.migration.IndexOrder;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// What an errand is called, and its button, which is named by its act. Pure.
final class Titles {
    private Titles() {}

    static String of(Errand errand, Stage stage, ResourceBundle words) {
        return switch (errand) {
            case Errand.Apply() -> words.getString("title." + stage);
            case Errand.Order(var order) -> words.getString("act." + order.act()) + " " + order.index();
            case Errand.Undo(var which, var to) -> words.getString("undo." + (to.isPresent() ? "back" : which));
            case Errand.Repair() -> words.getString("title.repair");
        };
    }

    static String go(Errand errand, int pending, ResourceBundle words) {
        return switch (errand) {
            case Errand.Apply() ->
                new MessageFormat(words.getString("go.apply"), Locale.ROOT).format(new Object[] {pending});
            case Errand.Order(var order) -> words.getString("go." + order.act());
            case Errand.Undo(var which, var to) -> words.getString("go.undo." + which);
            case Errand.Repair() -> words.getString("go.repair");
        };
    }

    /// The word for a button that only prepares it.
    static String kind(Errand errand) {
        return switch (errand) {
            case Errand.Apply() -> "APPLY";
            case Errand.Order(var order) -> "ORDER";
            case Errand.Undo(var which, var to) -> which.name();
            case Errand.Repair() -> "REPAIR";
        };
    }

    /// Whether it takes something away.
    static boolean destroys(Errand errand) {
        return switch (errand) {
            case Errand.Apply() -> false;
            case Errand.Repair() -> false;
            case Errand.Order(var order) -> order.act() == IndexOrder.Act.DROP;
            case Errand.Undo(var which, var to) -> true;
        };
    }
}
