package dev.perfdeck.ui.plan;

import dev.perfdeck.model.plan.PlanDocument;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// Two plans of one statement side by side: before a change and after it, with what it saves. FX thread only.
public final class PlanPair extends HBox {
    private final ResourceBundle words = Fxml.words(PlanPair.class);
    private final PlanView before = new PlanView(words.getString("pair.before"));
    private final PlanView after = new PlanView(words.getString("pair.after"));

    public PlanPair() {
        getStyleClass().add("plan-pair");
        for (var each : new PlanView[] {before, after}) {
            each.setMinWidth(0);
            each.setPrefWidth(1);
            HBox.setHgrow(each, Priority.ALWAYS);
        }
        getChildren().addAll(before, after);
    }

    public void show(PlanDocument old, PlanDocument now) {
        before.show(old, "");
        after.show(now, saved(old.cost(), now.cost()));
    }

    private String saved(double old, double now) {
        var percent = 100 * (old - now) / old;
        if (!(old > 0) || Math.abs(percent) < 0.05) {
            return words.getString("pair.same");
        }
        return MessageFormat.format(
                words.getString(percent > 0 ? "pair.cheaper" : "pair.dearer"), Figures.percent(Math.abs(percent)));
    }

    public PlanView before() {
        return before;
    }

    public PlanView after() {
        return after;
    }
}
