package dev.perfdeck.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Contenders that do the same, with the same number of callers, in short turns, so that whatever else the machine does
/// falls on all alike; each round goes the other way round than the one before, the first few are thrown away. Prints,
/// for each peer, the median of the rounds' ratios of
/// calls per second and its quartiles, and the median P99 of both.
final class Contest {
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 32;
    private static final long SLICE_NANOS = 80_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final String ours;
    private final int callers;
    private boolean computing;
    private final SequencedMap<String, Callable<?>> contenders = new LinkedHashMap<>();
    private final Map<String, String> goals = new LinkedHashMap<>();

    Contest(String ours, int callers, Callable<?> call) {
        this.ours = ours;
        this.callers = callers;
        contenders.put(ours, call);
    }

    /// Calls that wait for nothing: their thread's own time is taken, which others on the machine do not lengthen.
    Contest computing() {
        computing = true;
        return this;
    }

    Contest against(String peer, String goal, Callable<?> call) {
        contenders.put(peer, call);
        goals.put(peer, goal);
        return this;
    }

    record Run(double perSecond, double p99Micros) {
        double nanos() {
            return 1e9 / perSecond;
        }
    }

    /// The runs of each contender that count, and the printed lines.
    Map<String, List<Run>> run() throws Exception {
        var runs = new LinkedHashMap<String, List<Run>>();
        for (int round = 0; round < WARM_UP + ROUNDS; round++) {
            for (var contender : (round % 2 == 0 ? contenders : contenders.reversed()).entrySet()) {
                var run = turn(contender.getValue());
                if (round >= WARM_UP) {
                    runs.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        goals.forEach((peer, goal) -> print(peer, goal, of(runs, ours), of(runs, peer)));
        return runs;
    }

    static List<Run> of(Map<String, List<Run>> runs, String contender) {
        return runs.getOrDefault(contender, List.of());
    }

    private void print(String peer, String goal, List<Run> mine, List<Run> theirs) {
        double[] ratios = IntStream.range(0, mine.size())
                .mapToDouble(i -> mine.get(i).perSecond() / theirs.get(i).perSecond())
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s, %d caller(s) : %s (goal %s): %s   [%s against %s; P99 %.1f us against %.1f us]%n",
                ours,
                callers,
                peer,
                goal,
                spread(ratios),
                pace(mine),
                pace(theirs),
                median(mine.stream().mapToDouble(Run::p99Micros).toArray()),
                median(theirs.stream().mapToDouble(Run::p99Micros).toArray()));
    }

    private static String pace(List<Run> runs) {
        double rate = median(runs.stream().mapToDouble(Run::perSecond).toArray());
        return rate > 1e6
                ? String.format(Locale.ROOT, "%.1f ns", 1e9 / rate)
                : String.format(Locale.ROOT, "%.0f/s", rate);
    }

    private Run turn(Callable<?> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(callers)) {
            long end = System.nanoTime() + SLICE_NANOS;
            var all = IntStream.range(0, callers)
                    .mapToObj(_ -> threads.submit(() -> slice(end, call, computing)))
                    .toList();
            var times = new ArrayList<Long>();
            double rate = 0;
            for (var one : all) {
                rate += one.get().perSecond();
                times.addAll(one.get().sampled());
            }
            times.sort(null);
            return new Run(rate, times.get((int) (0.99 * (times.size() - 1))) / 1e3);
        }
    }

    private record Slice(double perSecond, List<Long> sampled) {}

    /// A call that takes long is timed each time, a short one every 64th, so that reading the clock does not weigh.
    private static Slice slice(long end, Callable<?> call, boolean computing) throws Exception {
        var sampled = new ArrayList<Long>();
        long begun = clock(computing);
        long calls = 0;
        Object last = null;
        while (true) {
            long before = System.nanoTime();
            last = call.call();
            long after = System.nanoTime();
            sampled.add(after - before);
            calls++;
            if (after - before < 5_000) {
                for (int i = 0; i < 63; i++) {
                    last = call.call();
                }
                calls += 63;
            }
            if (after - end > 0) {
                break;
            }
        }
        if (last == null) {
            throw new IllegalStateException("nothing was read");
        }
        return new Slice(calls * 1e9 / (clock(computing) - begun), sampled);
    }

    private static long clock(boolean computing) {
        return computing ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static String spread(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f to %.2f)",
                median(sorted),
                sorted[sorted.length / 4],
                sorted[sorted.length * 3 / 4]);
    }
}
