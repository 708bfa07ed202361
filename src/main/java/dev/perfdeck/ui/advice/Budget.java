package dev.perfdeck.ui.advice;

import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// How much room the suggested indexes may take.
enum Budget {
    ANY(0),
    SMALL(100),
    MEDIUM(500),
    LARGE(2_000),
    HUGE(10_000);

    private final long megabytes;

    Budget(long megabytes) {
        this.megabytes = megabytes;
    }

    OptionalLong bytes() {
        return this == ANY ? OptionalLong.empty() : OptionalLong.of(megabytes << 20);
    }

    String label(ResourceBundle words) {
        return this == ANY
                ? words.getString("budget.any")
                : MessageFormat.format(words.getString("budget.most"), Figures.bytes(megabytes * 1024.0 * 1024));
    }

    /// Budgets in words.
    static final class Names extends StringConverter<Budget> {
        private final ResourceBundle words;

        Names(ResourceBundle words) {
            this.words = words;
        }

        @Override
        public String toString(@Nullable Budget budget) {
            return budget == null ? "" : budget.label(words);
        }

        @Override
        public @Nullable Budget fromString(String text) {
            return null;
        }
    }
}
