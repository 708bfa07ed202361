package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.ServerLatency;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LatencyRangesTest {
    private final LatencyRanges ranges = new LatencyRanges();

    @Property(tries = 300)
    void aRangeHoldsTheTruePercentileOfWhatCameSince(
            @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 500_000) Long> gets,
            @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 500_000) Long> sets,
            @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 500_000) Long> moreGets,
            @ForAll @Size(max = 60) List<@LongRange(min = 1, max = 500_000) Long> moreSets) {
        ranges.restarted();
        assertThat(ranges.next(snapshot(gets, sets))).isEmpty();
        var delta = ranges.next(snapshot(joined(gets, moreGets), joined(sets, moreSets)));
        var truth = joined(moreGets, moreSets).stream().sorted().toList();
        assertThat(delta.map(ServerLatency::calls).orElse(0L)).isEqualTo(truth.size());
        delta.ifPresent(it -> {
            assertThat(at(truth, 50)).isGreaterThan(it.p50LowMicros()).isLessThanOrEqualTo(it.p50HighMicros());
            assertThat(at(truth, 95)).isGreaterThan(it.p95LowMicros()).isLessThanOrEqualTo(it.p95HighMicros());
            assertThat(at(truth, 99)).isGreaterThan(it.p99LowMicros()).isLessThanOrEqualTo(it.p99HighMicros());
        });
    }

    @Property(tries = 200)
    void countsThatFallAreANewBaseline(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 1, max = 500_000) Long> before,
            @ForAll @Size(max = 30) List<@LongRange(min = 1, max = 500_000) Long> after) {
        ranges.restarted();
        ranges.next(snapshot(joined(before, before), List.of()));
        // All that was counted of the first value is gone.
        var rest = after.stream()
                .filter(it -> bound(it) != bound(before.getFirst()))
                .toList();
        assertThat(ranges.next(snapshot(rest, List.of()))).isEmpty();
        assertThat(ranges.next(snapshot(joined(rest, before), List.of())))
                .hasValueSatisfying(it -> assertThat(it.calls()).isEqualTo(before.size()));
    }

    @Test
    void administrationIsLeftOut() {
        var empty = CommandLatencies.parse(List.of());
        var reply = new ArrayList<Object>();
        for (var name : List.of("info", "client|setname", "latency|histogram", "hello", "config|set")) {
            reply.addAll(List.of(name, figures(List.of(3L))));
        }
        ranges.next(empty);
        assertThat(ranges.next(CommandLatencies.parse(reply)))
                .isEqualTo(Optional.of(new ServerLatency(1, 2, 4, 2, 4, 2, 4)));
    }

    @Test
    void aCallOfASecondHasNoUpperBound() {
        ranges.next(CommandLatencies.parse(List.of()));
        var reply = List.of("eval", List.of("calls", 1L, "histogram_usec", List.of(1_082_130L, 1L)));
        assertThat(ranges.next(CommandLatencies.parse(reply)))
                .hasValueSatisfying(it -> assertThat(it.p50HighMicros()).isEqualTo(ServerLatency.UNBOUNDED));
    }

    @Test
    void whatCannotBeReadIsLeftOut() {
        var reply = List.of("get", "odd", "set", List.of("calls", 1L), "del", figures(List.of(1L)), "last");
        assertThat(CommandLatencies.parse(reply).buckets().get("del")).containsEntry(1L, 1L);
    }

    private static CommandLatencies snapshot(List<Long> gets, List<Long> sets) {
        var reply = new ArrayList<Object>();
        if (!gets.isEmpty()) {
            reply.addAll(List.of("get", figures(gets)));
        }
        if (!sets.isEmpty()) {
            reply.addAll(List.of("set", figures(sets)));
        }
        return CommandLatencies.parse(reply);
    }

    /// As Redis writes it: cumulative, without buckets that add nothing.
    private static List<Object> figures(List<Long> micros) {
        var pairs = new ArrayList<Object>();
        var counted = 0L;
        for (int power = 0; power < 21; power++) {
            var limit = limit(power);
            var cumulative = micros.stream().filter(it -> it <= limit).count();
            if (cumulative > counted) {
                pairs.addAll(List.of(limit, cumulative));
                counted = cumulative;
            }
        }
        return List.of("calls", (long) micros.size(), "histogram_usec", pairs);
    }

    /// 1, 2, 4, 8, 16, 33, 66 ...: powers of two of 1.024 us, and a little more.
    private static long limit(int power) {
        return ((1024L << power) + ((8L << power) - 1)) / 1000;
    }

    private static long bound(long micros) {
        var power = 0;
        while (limit(power) < micros) {
            power++;
        }
        return power;
    }

    private static long at(List<Long> sorted, int percentile) {
        return sorted.get(Math.ceilDiv(sorted.size() * percentile, 100) - 1);
    }

    private static List<Long> joined(List<Long> a, List<Long> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
