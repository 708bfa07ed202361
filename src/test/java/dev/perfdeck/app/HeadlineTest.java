package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Targets;
import dev.perfdeck.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeadlineTest {
    private static TargetStatus status(double p95, double rate, int indexes) {
        return new TargetStatus(Instant.EPOCH, Targets.DEFAULT, p95, rate, indexes, 6);
    }

    private static final SourceHealth DOWN = new SourceHealth(
            Source.REDIS,
            SourceHealth.Lamp.DOWN,
            "",
            Double.NaN,
            Double.NaN,
            Optional.empty(),
            Optional.of(new Fault.Unreachable(Source.REDIS, "127.0.0.1:6379", "connection refused")));

    @Test
    void saysThatAllIsWell() {
        var said = Headline.of(status(214, 72.3, 6), List.of());
        assertThat(said.verdict()).isEqualTo(Verdict.MET);
        assertThat(said.title()).isEqualTo("All targets met");
        assertThat(said.because())
                .isEqualTo("API P95 is 214 ms, 72.3 % of cache reads hit, all 6 performance indexes are valid.");
    }

    @Test
    void namesEachMissedTargetWithItsFigures() {
        var said = Headline.of(status(5930, 41, 2), List.of());
        assertThat(said.title()).isEqualTo("All three targets missed");
        assertThat(said.because()).contains("5,930 ms", "below 5,000 ms", "41.0 %", "4 of 6 performance indexes");
    }

    @Test
    void aLostSourceIsToldBeforeUnknownTargets() {
        var said = Headline.of(status(100, Double.NaN, 6), List.of(DOWN));
        assertThat(said.title()).isEqualTo("Redis does not answer");
        assertThat(said.because()).contains("connection refused");
    }

    @Test
    void noDataIsUnknownAndNamed() {
        var said = Headline.of(status(Double.NaN, Double.NaN, -1), List.of());
        assertThat(said.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(said.because()).contains("the API P95", "the cache hit rate", "the performance indexes");
    }

    @Property
    void agreesWithTheVerdictOfTheStatus(
            @ForAll @DoubleRange(max = 20_000) double p95,
            @ForAll @DoubleRange(max = 100) double rate,
            @ForAll @IntRange(max = 6) int indexes) {
        var status = status(p95, rate, indexes);
        assertThat(Headline.of(status, List.of()).verdict()).isEqualTo(status.overall());
    }
}
