package dev.perfdeck.ui.indexes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static String diff(String before, String after) {
        return Diff.of(before, after).stream()
                .map(line -> line.sign() + line.text())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatStayedWhatWentAndWhatCame() {
        assertThat(diff("a\nb\nc\nd", "a\nc\nx\nd")).isEqualTo(" a\n-b\n c\n+x\n d");
    }

    @Test
    void aBlankAtTheEndOfALineIsNoChange() {
        assertThat(diff("create index i;  \n\n", "create index i;")).isEqualTo(" create index i;");
    }

    @Test
    void fromAndToNothing() {
        assertThat(diff("", "a")).isEqualTo("+a");
        assertThat(diff("a", "")).isEqualTo("-a");
    }

    @Test
    void aVeryLongTextIsComparedAsAWhole() {
        var text = "line\n".repeat(2001);
        assertThat(Diff.of(text, text)).hasSize(4002);
    }
}
