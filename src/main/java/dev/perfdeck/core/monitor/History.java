package dev.perfdeck.core.monitor;

import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/// The last hour, second by second: one ring of primitives per metric and one of packed latency histograms. A slot
/// holds
/// the second it was written for, so a jump of the clock leaves a gap and never shows old figures as new ones.
///
/// Safe on any thread; a read copies at most 3,600 numbers under a lock.
public final class History {
    public static final int SECONDS = 3_600;

    private static final int[] NOTHING = {};
    /// A percentile per tick looks back this far, so that a quiet second does not make the line jump.
    private static final Duration PERCENTILE_SPAN = Duration.ofSeconds(10);

    private final Map<Metric, double[]> values = new EnumMap<>(Metric.class);
    private final int[][] latencies = new int[SECONDS][];
    private final long[] seconds = new long[SECONDS];
    private long latest = Long.MIN_VALUE;

    public History() {
        for (var metric : Metric.values()) {
            values.put(metric, new double[SECONDS]);
        }
        Arrays.fill(seconds, Long.MIN_VALUE);
        Arrays.fill(latencies, NOTHING);
    }

    /// The newest second that was begun; `Long.MIN_VALUE` before the first.
    public synchronized long latestSecond() {
        return latest;
    }

    /// The last `span` up to the newest second; empty before the first.
    public synchronized Window window(Metric metric, Duration span) {
        if (latest == Long.MIN_VALUE) {
            return new Window(metric, 0, new double[0]);
        }
        var size = size(span);
        var first = latest - size + 1;
        var copy = new double[size];
        for (int i = 0; i < size; i++) {
            var slot = slot(first + i);
            copy[i] = seconds[slot] == first + i ? series(metric)[slot] : Double.NaN;
        }
        return new Window(metric, first, copy);
    }

    /// Every latency of the span, merged.
    public synchronized Histogram latency(Duration span) {
        var merged = Latencies.empty();
        if (latest != Long.MIN_VALUE) {
            for (long second = latest - size(span) + 1; second <= latest; second++) {
                if (seconds[slot(second)] == second) {
                    Latencies.unpack(latencies[slot(second)], merged);
                }
            }
        }
        return merged;
    }

    /// In milliseconds, from merged histograms; NaN when the span holds no request.
    public double latencyPercentile(double percentile, Duration span) {
        return Latencies.percentileMillis(latency(span), percentile);
    }

    /// hits / (hits + misses) of the span in percent, from deltas; NaN without traffic.
    public double hitRate(Duration span) {
        return percent(Metric.CACHE_HITS, Metric.CACHE_MISSES, span);
    }

    /// One series as a share of itself and another, over the span; NaN where both are nothing.
    double percent(Metric part, Metric rest, Duration span) {
        return Rates.percent(sum(part, span), sum(rest, span));
    }

    /// Begins a second: everything in it is a gap until written.
    synchronized void begin(long second) {
        latest = second;
        claim(second);
    }

    /// Files a figure; what is not finite is a gap. Ignored for seconds that have left the hour.
    synchronized void put(Metric metric, long second, double value) {
        if (second <= latest && latest - second < SECONDS) {
            claim(second);
            series(metric)[slot(second)] = Double.isFinite(value) ? value : Double.NaN;
        }
    }

    /// Files one rate for every second after `from` up to `to`; for the last alone when the clock jumped between.
    synchronized void spread(Metric metric, long from, long to, double value) {
        var start = to - from > 0 && to - from <= 60 ? from + 1 : to;
        for (long second = start; second <= to; second++) {
            put(metric, second, value);
        }
    }

    /// Files a second's latencies and, with them, the percentiles over the ten seconds that end there.
    synchronized void put(long second, Histogram histogram) {
        claim(second);
        latencies[slot(second)] = histogram.getTotalCount() == 0 ? NOTHING : Latencies.pack(histogram);
        var recent = latency(PERCENTILE_SPAN);
        put(Metric.API_P50, second, Latencies.percentileMillis(recent, 50));
        put(Metric.API_P95, second, Latencies.percentileMillis(recent, 95));
        put(Metric.API_P99, second, Latencies.percentileMillis(recent, 99));
    }

    private double[] series(Metric metric) {
        return Objects.requireNonNull(values.get(metric));
    }

    private double sum(Metric metric, Duration span) {
        return Arrays.stream(window(metric, span).values())
                .filter(Double::isFinite)
                .sum();
    }

    private void claim(long second) {
        var slot = slot(second);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            latencies[slot] = NOTHING;
            for (var series : values.values()) {
                series[slot] = Double.NaN;
            }
        }
    }

    private static int size(Duration span) {
        return Math.clamp(span.toSeconds(), 1, SECONDS);
    }

    private static int slot(long second) {
        return Math.floorMod(second, SECONDS);
    }
}
