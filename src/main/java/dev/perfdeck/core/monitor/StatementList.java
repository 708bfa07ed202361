package dev.perfdeck.core.monitor;

import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.StatementFigures;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of figures with the words that belong to them. Safe on any thread.
final class StatementList {
    private final StatementTexts texts;
    private final StatementOwners owners;

    StatementList(StatementTexts texts, StatementOwners owners) {
        this.texts = texts;
        this.owners = owners;
    }

    /// In the order of the table, without our own; asks for no text.
    ///
    /// @param allMillis what shares are of
    List<StatementFigures> figures(StatementTable table, double allMillis) {
        return IntStream.range(0, table.size())
                .filter(row -> !texts.isOwn(table.key(row).query()))
                .mapToObj(row -> figures(table, row, allMillis))
                .toList();
    }

    /// Rows of the table by their time, the longest first.
    static int[] byTime(StatementTable table) {
        return IntStream.range(0, table.size())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -table.at(row, Tally.MILLIS)))
                .mapToInt(row -> row)
                .toArray();
    }

    private StatementFigures figures(StatementTable table, int row, double allMillis) {
        var key = table.key(row);
        return new StatementFigures(
                key.toString(),
                key.query(),
                texts.text(key),
                owners.user(key.user()),
                owners.database(key.database()),
                key.topLevel(),
                (long) table.at(row, Tally.CALLS),
                table.at(row, Tally.MILLIS),
                table.stddev(row),
                (long) table.at(row, Tally.ROWS),
                (long) table.at(row, Tally.HIT),
                (long) table.at(row, Tally.READ),
                (long) table.at(row, Tally.DIRTIED),
                (long) table.at(row, Tally.TEMP),
                table.at(row, Tally.IO),
                table.at(row, Tally.WAL),
                table.at(row, Tally.PLAN),
                share(table, row, allMillis));
    }

    StatementCost cost(StatementTable table, int row, double allMillis) {
        var key = table.key(row);
        return new StatementCost(
                key.toString(),
                texts.text(key),
                (long) table.at(row, Tally.CALLS),
                table.at(row, Tally.MILLIS),
                share(table, row, allMillis),
                (long) table.at(row, Tally.ROWS));
    }

    private static double share(StatementTable table, int row, double allMillis) {
        var millis = table.at(row, Tally.MILLIS);
        return Rates.percent(millis, allMillis - millis);
    }
}
