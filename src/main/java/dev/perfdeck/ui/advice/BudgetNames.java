package dev.perfdeck.ui.advice;

import java.util.ResourceBundle;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Budgets in words.
final class BudgetNames extends StringConverter<AdviceView.Budget> {
    private final ResourceBundle words;

    BudgetNames(ResourceBundle words) {
        this.words = words;
    }

    @Override
    public String toString(AdviceView.@Nullable Budget budget) {
        return budget == null ? "" : budget.label(words);
    }

    @Override
    public AdviceView.@Nullable Budget fromString(String text) {
        return null;
    }
}
