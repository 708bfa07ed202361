package dev.perfdeck.core.monitor;

import dev.perfdeck.core.monitor.Rates.Delta;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The application's cache counters by resource type, second by second for the last hour. The application keeps them as
/// fields `t:TYPE:COUNTER` of its statistics. Safe on any thread.
final class CacheTypes {
    /// More types than this are not kept apart; the totals hold them all.
    private static final int MOST = 32;

    private static final int SMOOTHED = 10;
    private static final String TYPED = "t:";
    private static final List<String> COUNTERS = List.of("hits", "misses", "sets", "deletes", "errors");

    private final Map<String, Ring> rings = new TreeMap<>();
    private final Ring all = new Ring();
    private Map<String, String> statistics = Map.of();
    private long latest = Long.MIN_VALUE;

    /// A slot holds the second that it was written for, so that a gap never shows old figures.
    private static final class Ring {
        final long[] seconds = new long[History.SECONDS];
        final float[][] counts = new float[COUNTERS.size()][History.SECONDS];

        Ring() {
            Arrays.fill(seconds, Long.MIN_VALUE);
        }

        double sum(int counter, long first, long last) {
            double sum = 0;
            for (long second = first; second <= last; second++) {
                int slot = Math.floorMod(second, History.SECONDS);
                sum += seconds[slot] == second ? counts[counter][slot] : 0;
            }
            return sum;
        }
    }

    /// Adds the typed counters to what is compared from sample to sample.
    static void counters(Map<String, String> statistics, Map<String, Long> into) {
        var fields = new RedisInfo(statistics);
        statistics.keySet().stream()
                .filter(field -> field.startsWith(TYPED) || COUNTERS.contains(field))
                .forEach(field -> fields.counter(field, into));
    }

    synchronized void file(Delta delta, Map<String, String> now, long second) {
        statistics = now;
        latest = second;
        for (var field : now.keySet()) {
            int colon = field.lastIndexOf(':');
            int counter = COUNTERS.indexOf(field.substring(colon + 1));
            if (field.startsWith(TYPED) && colon > TYPED.length() && counter >= 0) {
                put(field.substring(TYPED.length(), colon), counter, second, delta.of(field));
            } else if (COUNTERS.contains(field)) {
                put(all, COUNTERS.indexOf(field), second, delta.of(field));
            }
        }
    }

    private void put(String type, int counter, long second, double count) {
        if (rings.size() >= MOST && !rings.containsKey(type)) {
            return;
        }
        put(rings.computeIfAbsent(type, _ -> new Ring()), counter, second, count);
    }

    private static void put(Ring ring, int counter, long second, double count) {
        int slot = Math.floorMod(second, History.SECONDS);
        if (ring.seconds[slot] != second) {
            ring.seconds[slot] = second;
            for (var counts : ring.counts) {
                counts[slot] = 0;
            }
        }
        ring.counts[counter][slot] = Double.isFinite(count) ? (float) count : 0;
    }

    /// In order of their names.
    synchronized List<CacheType> types(Duration span) {
        var types = new ArrayList<CacheType>();
        long first = latest - size(span) + 1;
        rings.forEach((type, ring) -> types.add(new CacheType(type, lifetime(type), within(ring, first))));
        return types;
    }

    /// Of the whole namespace.
    synchronized CacheFigures all(Duration span) {
        return within(all, latest - size(span) + 1);
    }

    private CacheFigures within(Ring ring, long first) {
        return new CacheFigures(
                Math.round(ring.sum(0, first, latest)),
                Math.round(ring.sum(1, first, latest)),
                Math.round(ring.sum(2, first, latest)),
                Math.round(ring.sum(3, first, latest)),
                Math.round(ring.sum(4, first, latest)),
                true);
    }

    private CacheFigures lifetime(String type) {
        return new CacheFigures(
                counter(type, "hits"),
                counter(type, "misses"),
                counter(type, "sets"),
                counter(type, "deletes"),
                counter(type, "errors"),
                true);
    }

    private long counter(String type, String name) {
        double number = new RedisInfo(statistics).number(TYPED + type + ":" + name);
        return Double.isNaN(number) ? 0 : (long) number;
    }

    /// In percent over the ten seconds before each second; a gap where nothing was read in them.
    synchronized Map<String, Window> hitRates(Duration span) {
        var rates = new TreeMap<String, Window>();
        int size = size(span);
        long first = latest - size + 1;
        rings.forEach(
                (type, ring) -> rates.put(type, new Window(Metric.CACHE_HIT_RATE, first, smoothed(ring, first, size))));
        return rates;
    }

    private static double[] smoothed(Ring ring, long first, int size) {
        var values = new double[size];
        double hits = ring.sum(0, first - SMOOTHED, first - 1);
        double misses = ring.sum(1, first - SMOOTHED, first - 1);
        for (int i = 0; i < size; i++) {
            long second = first + i;
            hits += ring.sum(0, second, second) - ring.sum(0, second - SMOOTHED, second - SMOOTHED);
            misses += ring.sum(1, second, second) - ring.sum(1, second - SMOOTHED, second - SMOOTHED);
            values[i] = Rates.percent(hits, misses);
        }
        return values;
    }

    private static int size(Duration span) {
        return Math.clamp(span.toSeconds(), 1, History.SECONDS);
    }
}
