package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.ui.SqlLine;
import dev.perfdeck.ui.chart.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The mean time of the statements on some tables, as lines of a chart: those that cost most in the span. Screen
/// executor only.
final class Latency {
    private static final int MOST = 3;
    private static final int NAME = 34;

    private Latency() {}

    /// @param tables plain names; a statement counts when its text has one of them as a word
    static List<Series> of(StatementRoom room, Collection<String> tables, Duration span) {
        if (tables.isEmpty()) {
            return List.of();
        }
        var on = on(tables);
        var costly = room.statements(span, StatementFilter.ALL).stream()
                .filter(statement -> on.matcher(statement.text()).find() && read(statement))
                .sorted(Comparator.comparingDouble(StatementFigures::millis).reversed())
                .limit(MOST)
                .toList();
        var lines = new ArrayList<Series>();
        for (var statement : costly) {
            lines.add(new Series(name(statement), lines.size(), room.mean(statement.key(), span), false));
        }
        return lines;
    }

    private static Pattern on(Collection<String> tables) {
        var names = String.join("|", tables.stream().map(Pattern::quote).toList());
        return Pattern.compile("\\b(?:" + names + ")\\b", Pattern.CASE_INSENSITIVE);
    }

    /// Of a build's own statement no time is to be seen here.
    private static boolean read(StatementFigures statement) {
        var text = statement.text().strip().toLowerCase(Locale.ROOT);
        return List.of("select", "insert", "update", "delete", "with", "merge").stream()
                .anyMatch(text::startsWith);
    }

    private static String name(StatementFigures statement) {
        var line = SqlLine.of(statement.text());
        return line.length() <= NAME ? line : line.substring(0, NAME - 1) + "…";
    }
}
