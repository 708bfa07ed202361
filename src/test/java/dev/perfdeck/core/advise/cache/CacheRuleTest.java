package dev.perfdeck.core.advise.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.CacheAdvice.Choice;
import dev.perfdeck.model.advice.CacheTie;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CacheRuleTest {
    private static CacheAdvice judge(double calls, double millis, double keys, double writes, double left) {
        return CacheRule.judge(new CacheRule.Facts(1, "select 1", calls, millis, keys, writes, left, Optional.empty()));
    }

    @Test
    void theFormulaSaysWhatSimulatedCallsAndWritesDo() {
        var random = new Random(11);
        double calls = 2;
        double writes = 0.05;
        double ttl = 10;
        double now = 0;
        double diesAt = -1;
        int hits = 0;
        int all = 200_000;
        for (int i = 0; i < all; i++) {
            now -= Math.log(1 - random.nextDouble()) / calls;
            if (now < diesAt) {
                hits++;
            } else {
                diesAt = now + Math.min(ttl, -Math.log(1 - random.nextDouble()) / writes);
            }
        }
        assertThat(CacheRule.hitRate(calls, writes, ttl)).isCloseTo(hits / (double) all, within(0.01));
    }

    @Test
    void aTotalThatIsAskedForOftenAndReadsAllOfATableIsCached() {
        var advice = judge(20, 40, 1, 0.01, 1);
        assertThat(advice.choice()).isEqualTo(Choice.CACHE);
        assertThat(advice.predictedHitRate()).isGreaterThan(0.95);
        assertThat(advice.savedMillisPerSecond()).isBetween(700.0, 800.0);
    }

    @Test
    void whatAnIndexMakesFastIsIndexed() {
        assertThat(judge(20, 40, 1, 0.01, 0.001).choice()).isEqualTo(Choice.INDEX);
    }

    @Test
    void whatStaysDearWithTheIndexIsCachedToo() {
        var advice = judge(50, 40, 10, 0.001, 0.5);
        assertThat(advice.choice()).isEqualTo(Choice.BOTH);
        assertThat(advice.summary()).contains("cache it");
    }

    @Test
    void tooManyKeysOrWritesMakeACacheUseless() {
        assertThat(judge(20, 40, 1e6, 0.01, 0.1).choice()).isEqualTo(Choice.INDEX);
        assertThat(judge(20, 40, 1, 500, 1).choice()).isEqualTo(Choice.NEITHER);
    }

    @Test
    void whatCostsNothingIsLeftAlone() {
        assertThat(judge(1, 0.2, 1, 0, 0.5).choice()).isEqualTo(Choice.NEITHER);
        assertThat(judge(0, 0, 1, 0, 1).predictedHitRate()).isZero();
    }

    @Test
    void theTimeToLiveFitsTheWrites() {
        assertThat(judge(20, 40, 1, 0.00001, 1).ttlSeconds()).isEqualTo(3600);
        assertThat(judge(20, 40, 1, 0.001, 1).ttlSeconds()).isEqualTo(300);
        assertThat(judge(20, 40, 1, 0.1, 1).ttlSeconds()).isEqualTo(60);
    }

    private static CacheTie tie(double writes, int ttl) {
        var type =
                new CachedType("workflow", 30, 10, ttl == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(ttl)));
        return CacheRule.judge(new CacheRule.Facts(1, "select 1", 10, 20.3, 1, writes, 1, Optional.of(type)))
                .tie()
                .orElseThrow();
    }

    @Test
    void whatIsMeasuredOfAResourceTypeIsHeldAgainstItsStatement() {
        var tie = tie(0.001, 300);
        assertThat(tie.missMillis()).isEqualTo(20.3);
        assertThat(tie.measuredHitRate()).isCloseTo(0.75, within(1e-9));
        assertThat(tie.worthMillisPerSecond()).isCloseTo(600, within(1e-6));
        assertThat(tie.fit()).isEqualTo(CacheTie.Fit.FITS);
        assertThat(tie(0.01, 300).fit()).isEqualTo(CacheTie.Fit.TOO_LONG);
        assertThat(tie(0.0001, 60).fit()).isEqualTo(CacheTie.Fit.TOO_SHORT);
        assertThat(tie(0.0001, 60).evidence()).anyMatch(it -> it.contains("3600 s"));
        assertThat(tie(0.001, 0).fit()).isEqualTo(CacheTie.Fit.UNKNOWN);
    }
}
