package dev.perfdeck.bench;

import dev.perfdeck.core.advise.select.Effort;
import dev.perfdeck.core.advise.select.Matrix;
import dev.perfdeck.core.advise.select.MatrixFile;
import dev.perfdeck.core.advise.select.Selection;
import dev.perfdeck.core.advise.select.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Index selection on a what-if matrix: `--matrix FILE --budgets 500,1000,…` (MB of 10^6 bytes) prints one line a
/// budget, `BUDGET_MB COST_PERCENT SECONDS`, and nothing else on stdout. `--live` runs the whole advisor on the demo
/// instead, `--tpch [SCALE]` on TPC-H, each beside Dexter's rule.
public final class AdvisorBench {
    private static final Path SHARED = Path.of("..", "shared", "data", "advisor", "tpch-sf10.txt");
    private static final String BUDGETS = "500,1000,2000,3000,5000,6500";
    private static final Duration DEADLINE = Duration.ofMillis(650);
    private static final double MB = 1e6;

    private AdvisorBench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("--live")) {
            AdvisorLive.run();
            return;
        }
        if (args.length >= 1 && args[0].equals("--tpch")) {
            AdvisorTpch.run(args.length > 1 ? Double.parseDouble(args[1]) : 0.1);
            return;
        }
        var options = options(args);
        var file = Path.of(options.getOrDefault("--matrix", SHARED.toString()));
        if (!Files.isReadable(file)) {
            say("cannot read the matrix " + file + "; give one with --matrix FILE");
            System.exit(2);
        }
        try {
            print(file, options.getOrDefault("--budgets", BUDGETS));
        } catch (IllegalArgumentException e) {
            say(file + ": " + e.getMessage());
            System.exit(2);
        }
    }

    private static void print(Path file, String budgets) throws IOException {
        long begin = System.nanoTime();
        Matrix matrix;
        try (var text = Files.newBufferedReader(file)) {
            matrix = MatrixFile.read(text);
        }
        say("%d queries, %d indexes, read in %.2f s", matrix.queries(), matrix.indexes(), seconds(begin));
        String[] words = Arrays.stream(budgets.split(",")).map(String::strip).toArray(String[]::new);
        var lines = new HashMap<String, String>();
        long[] deadline = {0};
        var effort = Effort.usual(matrix).until(() -> System.nanoTime() - deadline[0] > 0);
        var selector = new Selector(matrix, effort);
        for (String budget :
                Arrays.stream(words).distinct().sorted(AdvisorBench::bySize).toList()) {
            long start = System.nanoTime();
            deadline[0] = start + DEADLINE.toNanos();
            var selection = selector.select(Math.round(megabytes(budget) * MB));
            lines.put(budget, line(matrix, budget, selection, seconds(start)));
        }
        for (String budget : words) {
            System.out.println(lines.get(budget));
        }
    }

    private static int bySize(String one, String other) {
        return Double.compare(megabytes(one), megabytes(other));
    }

    private static double megabytes(String word) {
        try {
            double value = Double.parseDouble(word);
            if (value >= 0 && value < 1e12) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the one error below
        }
        throw new IllegalArgumentException("budget '" + word + "'; expected megabytes, as in 500,1000");
    }

    private static String line(Matrix matrix, String budget, Selection selection, double seconds) {
        say(
                "%s MB: %d indexes, %.1f MB%s",
                budget,
                selection.indexes().size(),
                selection.bytes() / MB,
                selection.finished() ? "" : ", stopped by the deadline");
        return String.format(Locale.ROOT, "%s %.4f %.3f", budget, 100 * selection.cost() / matrix.baseCost(), seconds);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static Map<String, String> options(String[] args) {
        var options = new HashMap<String, String>();
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            if (equals > 0) {
                options.put(args[i].substring(0, equals), args[i].substring(equals + 1));
            } else if (i + 1 < args.length && (args[i].equals("--matrix") || args[i].equals("--budgets"))) {
                options.put(args[i], args[++i]);
            } else {
                say("unknown argument '" + args[i]
                        + "'; there are --matrix FILE, --budgets 500,1000,…, --live and --tpch");
                System.exit(2);
            }
        }
        return options;
    }

    private static void say(String words, Object... values) {
        System.err.println("advisor: " + (values.length == 0 ? words : String.format(Locale.ROOT, words, values)));
    }
}
