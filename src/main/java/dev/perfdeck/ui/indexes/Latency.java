package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.ui.chart.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The mean time of statements on some tables, as lines of a chart: of the one that reads and of the one that writes at
/// the highest cost in the span. Screen executor only.
final class Latency {
    private static final Pattern READ = Pattern.compile("(?is)\\s*(?:select|with)\\b.*");
    private static final Pattern WRITE = Pattern.compile("(?is)\\s*(?:insert|update|delete|merge)\\b.*");

    private Latency() {}

    /// @param tables plain names; a statement counts when its text has one of them as a word
    static List<Series> of(StatementRoom room, Collection<String> tables, Duration span, ResourceBundle words) {
        var names = String.join("|", tables.stream().map(Pattern::quote).toList());
        var on = Pattern.compile("\\b(?:" + names + ")\\b", Pattern.CASE_INSENSITIVE);
        var there = room.statements(span, StatementFilter.ALL).stream()
                .filter(statement -> on.matcher(statement.text()).find())
                .toList();
        var lines = new ArrayList<Series>();
        costliest(there, READ)
                .ifPresent(each ->
                        lines.add(new Series(words.getString("chart.read"), 0, room.mean(each.key(), span), false)));
        costliest(there, WRITE)
                .ifPresent(each ->
                        lines.add(new Series(words.getString("chart.write"), 1, room.mean(each.key(), span), false)));
        return lines;
    }

    private static Optional<StatementFigures> costliest(List<StatementFigures> statements, Pattern kind) {
        Predicate<StatementFigures> fits =
                statement -> kind.matcher(statement.text()).matches();
        return statements.stream().filter(fits).max(Comparator.comparingDouble(StatementFigures::millis));
    }
}
