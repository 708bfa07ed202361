package dev.perfdeck.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.support.InLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs read must not follow the language of the machine.
class PrometheusLocaleTest {
    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG", "fa-IR"})
    void writesTheSameEverywhere(String tag) throws Exception {
        var console = new FixedConsole();
        var english = InLocale.call("en-GB", () -> Prometheus.page(console));
        assertThat(english).isNotBlank();
        assertThat(InLocale.call(tag, () -> Prometheus.page(console))).isEqualTo(english);
    }
}
