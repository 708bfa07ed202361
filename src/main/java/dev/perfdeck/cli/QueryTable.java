package dev.perfdeck.cli;

import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementReport;
import java.util.List;
import java.util.Locale;

/// Query figures for a person. What a server wrote is shown on one line, and never moves the cursor.
final class QueryTable {
    private static final int TEXT_AT_MOST = 100;

    private QueryTable() {}

    static String named(QueryFigures figures) {
        return table(figures) + nPlusOne(figures.nPlusOne());
    }

    private static String table(QueryFigures figures) {
        if (figures.queries().isEmpty()) {
            return "No named queries: this environment's service tells none.\n";
        }
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-32s %12s %8s %10s %10s %10s %10s %8s%n",
                "query",
                "count",
                "errors",
                "mean ms",
                "P95 ms",
                "P99 ms",
                "max ms",
                "slow"));
        figures.queries()
                .forEach(it -> text.append(String.format(
                        Locale.ROOT,
                        "%-32s %,12d %,8d %10s %10s %10s %10s %,8d%n",
                        shown(it.name(), 32),
                        it.count(),
                        it.errors(),
                        figure(it.meanMillis()),
                        figure(it.p95Millis()),
                        figure(it.p99Millis()),
                        figure(it.maxMillis()),
                        it.slow())));
        return text.append(String.format(
                        Locale.ROOT,
                        "%,d calls, %,d of them slow (%,d ms or more)%n",
                        figures.total(),
                        figures.slow(),
                        figures.slowThresholdMillis()))
                .toString();
    }

    private static String nPlusOne(List<QueryFigures.NPlusOne> found) {
        var text = new StringBuilder();
        found.forEach(it -> text.append(String.format(
                        Locale.ROOT,
                        "N+1: %s%n  asked %,d times in %,d units of work, %s ms%s%n",
                        shown(it.statement(), TEXT_AT_MOST),
                        it.count(),
                        it.units(),
                        figure(it.totalMillis()),
                        it.callSite().isEmpty() ? "" : ", at " + shown(it.callSite(), TEXT_AT_MOST)))
                .append(
                        it.replacement().isEmpty()
                                ? ""
                                : "  instead: " + shown(it.replacement(), 4 * TEXT_AT_MOST) + "\n"));
        return text.toString();
    }

    static String statements(StatementReport report) {
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%8s %12s %12s %12s %12s  %s%n",
                "share",
                "total ms",
                "mean ms",
                "calls",
                "rows",
                "statement"));
        report.statements().forEach(it -> text.append(row(it)));
        return text.append(totals(report)).toString();
    }

    /// One sentence over all statements, shown or not.
    static String totals(StatementReport report) {
        return String.format(
                Locale.ROOT,
                "%,d statements of pg_stat_statements %s: %,d calls, %,.0f ms%n",
                report.entries(),
                Double.isNaN(report.windowSeconds())
                        ? "since its statistics began"
                        : String.format(Locale.ROOT, "within %.1f s", report.windowSeconds()),
                report.calls(),
                report.millis());
    }

    private static String row(StatementFigures it) {
        return String.format(
                Locale.ROOT,
                "%8s %12s %12s %,12d %,12d  %s%n",
                Double.isNaN(it.sharePercent()) ? "–" : String.format(Locale.ROOT, "%.1f %%", it.sharePercent()),
                figure(it.millis()),
                figure(it.meanMillis()),
                it.calls(),
                it.rows(),
                it.text().isEmpty() ? "(text hidden, query id " + it.queryId() + ")" : shown(it.text(), TEXT_AT_MOST));
    }

    private static String figure(double millis) {
        return Double.isNaN(millis) ? "–" : String.format(Locale.ROOT, millis < 10 ? "%.3f" : "%,.1f", millis);
    }

    private static String shown(String words, int most) {
        var line = words.replaceAll("\\s+", " ").strip().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return line.length() <= most ? line : line.substring(0, most - 1) + "…";
    }
}
