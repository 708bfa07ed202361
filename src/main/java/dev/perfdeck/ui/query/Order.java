package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/// What statements are ordered by; the greatest comes first, what is not known last.
enum Order {
    TOTAL(StatementFigures::millis),
    MEAN(StatementFigures::meanMillis),
    CALLS(StatementFigures::calls),
    ROWS(StatementFigures::rows),
    READS(StatementFigures::blocksRead),
    TEMP(StatementFigures::tempBlocksWritten),
    WAL(StatementFigures::walBytes),
    JITTER(Order::jitter);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference, which holds no state
    private final ToDoubleFunction<StatementFigures> figure;

    Order(ToDoubleFunction<StatementFigures> figure) {
        this.figure = figure;
    }

    double of(StatementFigures statement) {
        return figure.applyAsDouble(statement);
    }

    /// Ties are broken by the key, so that rows do not change places from one refresh to the next.
    Comparator<StatementFigures> comparator(boolean least) {
        Comparator<StatementFigures> first =
                Comparator.comparingDouble(statement -> least ? lastIfUnknown(of(statement)) : -known(of(statement)));
        return first.thenComparing(StatementFigures::key);
    }

    /// How unlike one another the calls are: standard deviation over mean; NaN where it cannot be told.
    static double jitter(StatementFigures statement) {
        return statement.millis() > 0 ? statement.stddevMillis() / statement.meanMillis() : Double.NaN;
    }

    private static double known(double figure) {
        return Double.isNaN(figure) ? Double.NEGATIVE_INFINITY : figure;
    }

    private static double lastIfUnknown(double figure) {
        return Double.isNaN(figure) ? Double.POSITIVE_INFINITY : figure;
    }
}
