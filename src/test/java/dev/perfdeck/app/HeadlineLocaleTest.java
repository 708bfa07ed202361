package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Targets;
import dev.perfdeck.support.InLocale;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same words and figures on every machine.
class HeadlineLocaleTest {
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG", "fa-IR"})
    void saysTheSameEverywhere(String tag) throws Exception {
        for (var status : List.of(status(1214.5, 72.3, 6), status(9214.5, 12.3, 2), status(Double.NaN, 72.3, 6))) {
            var english = InLocale.call("en-GB", () -> said(status));
            assertThat(InLocale.call(tag, () -> said(status))).isEqualTo(english);
        }
    }

    private static String said(TargetStatus status) {
        return Headline.of(status, List.of()) + StatusLine.of(status) + Shapes.status(status);
    }

    private static TargetStatus status(double p95, double rate, int indexes) {
        return new TargetStatus(Instant.EPOCH, Targets.DEFAULT, p95, rate, indexes, 6);
    }
}
