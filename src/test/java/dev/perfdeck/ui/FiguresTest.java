package dev.perfdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.4217  | 0.42
            7.34    | 7.3
            99.94   | 99.9
            214.4   | 214
            5930.2  | 5,930
            NaN     | –
            """)
    void millisecondsHaveNoFalseDigits(double value, String shown) {
        assertThat(Figures.millis(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"tr-TR", "ar-EG", "de-DE", "fa-IR"})
    void figuresAreTheSameInEveryLocale(String tag) {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(Figures.count(1234567)).isEqualTo("1,234,567");
            assertThat(Figures.percent(72.25)).isEqualTo("72.3");
        } finally {
            Locale.setDefault(before);
        }
    }
}
