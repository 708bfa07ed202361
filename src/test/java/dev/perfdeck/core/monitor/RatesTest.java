package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.monitor.Rates.Mark;
import dev.perfdeck.core.monitor.Rates.Sample;
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

    private static Sample sample(long nanos, String life, long counter) {
        return new Sample(nanos, List.of(new Mark(life, life + " began")), Map.of("n", counter));
    }
}
