package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.monitor.Rates.Mark;
import dev.perfdeck.core.monitor.Rates.Sample;
import dev.perfdeck.core.monitor.StatementSnapshot.Entry;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final long SECOND = 1_000_000_000;

    @Property
    void deltasAreNeverNegativeAndAFallIsANewBaseline(@ForAll List<@LongRange(min = 0) Long> readings) {
        var rates = new Rates("fell");
        var nanos = 0L;
        Long before = null;
        for (var now : readings) {
            var delta = rates.next(sample(nanos += SECOND, "a", now));
            if (before == null || now < before) {
                assertThat(delta.of("n")).isNaN();
                assertThat(delta.restart().isPresent()).isEqualTo(before != null);
            } else {
                assertThat(delta.perSecond("n")).isEqualTo((double) (now - before));
            }
            before = now;
        }
    }

    @Property
    void aChangedMarkIsANewBaselineEvenWhenCountersPassedTheOldOnes(
            @ForAll @LongRange(min = 0, max = 1L << 50) long first,
            @ForAll @LongRange(min = 0, max = 1L << 50) long more) {
        var rates = new Rates("fell");
        rates.next(sample(0, "run 1", first));
        var delta = rates.next(sample(SECOND, "run 2", first + more));
        assertThat(delta.restart()).contains("run 2 began");
        assertThat(delta.perSecond("n")).isNaN();
        assertThat(rates.next(sample(2 * SECOND, "run 2", first + more + 7)).of("n"))
                .isEqualTo(7);
    }

    @Test
    void theMostTellingMarkGivesTheWords() {
        var rates = new Rates("fell");
        rates.next(new Sample(0, List.of(new Mark("1", ""), new Mark("primary", "")), Map.of("n", 9L)));
        var marks = List.of(new Mark("1", "restarted"), new Mark("standby", "failover: now a standby"));
        assertThat(rates.next(new Sample(SECOND, marks, Map.of("n", 1L))).restart())
                .contains("failover: now a standby");
    }

    @Test
    void whatIsAbsentOrTakesNoTimeIsNoData() {
        var rates = new Rates("fell");
        rates.next(sample(0, "a", 1));
        var delta = rates.next(sample(0, "a", 5));
        assertThat(delta.of("other")).isNaN();
        assertThat(delta.perSecond("n")).isNaN();
        assertThat(Rates.percent(0, 0)).isNaN();
        assertThat(Rates.percent(Double.NaN, 1)).isNaN();
    }

    @Test
    void countersThatDoNotFitAreLeftOut() {
        var info = RedisInfo.parse(
                "# Stats\r\nkeyspace_hits:18446744073709551616\r\nodd line\r\nrole:master\r\nx:nan\r\n");
        var counters = new java.util.HashMap<String, Long>();
        info.counter("keyspace_hits", counters);
        info.counter("role", counters);
        assertThat(counters).isEmpty();
        assertThat(info.number("x")).isNaN();
        assertThat(info.number("absent")).isNaN();
    }

    @Property
    void statementsThatWereEvictedAndMadeAgainCountFromZero(
            @ForAll @LongRange(min = 1, max = 1_000_000) long before,
            @ForAll @LongRange(min = 1, max = 1_000_000) long calls,
            @ForAll @LongRange(min = 0, max = 1_000_000) long millis) {
        var then = snapshot(Map.of(key(1, true), new Entry(before, 500_000, before, 0)));
        var now = snapshot(Map.of(key(1, true), new Entry(calls, millis, calls, 0)));
        var deltas = now.since(then);
        var anew = calls < before || millis < 500_000;
        if (!anew && calls == before) {
            assertThat(deltas).isEmpty();
        } else {
            var delta = deltas.getOrDefault(key(1, true), new Entry(0, 0, 0, 0));
            assertThat(delta.calls()).isEqualTo(anew ? calls : calls - before).isPositive();
            assertThat(delta.millis()).isNotNegative();
            assertThat(delta.rows()).isNotNegative();
        }
    }

    @Test
    void aNewBirthdayMeansCountingFromZeroThoughEveryCounterRose() {
        var then = snapshot(Map.of(key(1, true), new Entry(5, 5, 5, 111)));
        var now = snapshot(Map.of(key(1, true), new Entry(6, 6, 6, 222)));
        assertThat(now.since(then)).containsEntry(key(1, true), new Entry(6, 6, 6, 222));
    }

    @Test
    void usersDatabasesAndNestingAreKeptApart() {
        var zero = new Entry(0, 0, 0, 0);
        var keys = List.of(key(1, true), key(2, true), key(1, false), new StatementKey(1, 99, 42, true));
        var then = snapshot(keys.stream().collect(java.util.stream.Collectors.toMap(k -> k, _ -> zero)));
        var now = snapshot(keys.stream()
                .collect(java.util.stream.Collectors.toMap(k -> k, k -> new Entry(keys.indexOf(k) + 1, 1, 1, 0))));
        var deltas = now.since(then);
        assertThat(deltas).hasSize(4);
        keys.forEach(key -> assertThat(deltas).containsEntry(key, new Entry(keys.indexOf(key) + 1, 1, 1, 0)));
    }

    @Test
    void aResetWithoutAMarkShowsByMostEntriesBeingGone() {
        var many = java.util.stream.LongStream.range(0, 20)
                .boxed()
                .collect(java.util.stream.Collectors.toMap(n -> key(n, true), _ -> new Entry(9, 9, 9, 0)));
        var fewer = new java.util.HashMap<>(many);
        fewer.remove(key(3, true));
        assertThat(snapshot(fewer).resetSince(snapshot(many))).isFalse();
        assertThat(snapshot(Map.of(key(1, true), new Entry(1, 1, 1, 0))).resetSince(snapshot(many)))
                .isTrue();
    }

    private static StatementKey key(long user, boolean topLevel) {
        return new StatementKey(user, 5, 42, topLevel);
    }

    private static StatementSnapshot snapshot(Map<StatementKey, Entry> entries) {
        return new StatementSnapshot(0, 0, entries, "", -1);
    }

    private static Sample sample(long nanos, String life, long counter) {
        return new Sample(nanos, List.of(new Mark(life, life + " began")), Map.of("n", counter));
    }
}
