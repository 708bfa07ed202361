package dev.perfdeck.core.advise.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixFileTest {
    private static final String TEXT = """
            # what-if time: 1.5
            data;
            set QUERIES := 1 3;   # not 2
            param NUMBER_OF_INDEXES := 3;
            param size :=
            1 100 # ['a']
            2 200 # ['b', 'c; d']
            3 300
            ;
            set indexes_per_combination[0]:= ;
            set indexes_per_combination[1]:= 2;
            set indexes_per_combination[2]:= 3, 1;
            param costs :=
            1 0 1000
            1 1 400.5
            1 2 1e2
            2 0 99999999
            3 0 50
            3 1 60
            ;
            """;

    private static Matrix read(String text) throws IOException {
        return MatrixFile.read(new StringReader(text));
    }

    @Test
    void readsCombinationsCommentsAndOnlyTheListedQueries() throws IOException {
        var matrix = read(TEXT);
        assertThat(matrix.queries()).isEqualTo(2);
        assertThat(matrix.baseCost()).isEqualTo(1050);
        var alone = new Selector(matrix, new Effort(10_000, () -> false)).select(250);
        assertThat(alone.indexes()).extracting(matrix::name).containsExactly("2");
        assertThat(alone.cost()).isEqualTo(450.5);
        var pair = new Selector(matrix, new Effort(10_000, () -> false)).select(400);
        assertThat(pair.indexes()).extracting(matrix::name).containsExactly("1", "3");
        assertThat(pair.cost()).isEqualTo(150);
    }

    @Test
    void aQueryWithoutACostOfItsOwnCostsAsMuchAsItsDearest() throws IOException {
        var matrix = read(TEXT.replace("1 0 1000\n", ""));
        assertThat(matrix.baseCost()).isEqualTo(450.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 2 1e2     | 1 9 1e2     | line 16: a cost under combination 9
            1 1 400.5   | 1 1 cheap   | line 15: 'cheap'; expected a number
            1 1 400.5   | 1 1 -4      | line 15: '-4'; expected a number
            3 300       | # none      | index 3 has no size
            3 1 60      | # 3 1 60    | ''
            """)
    void whatIsWrongIsNamedWithItsLine(String right, String wrong, String message) throws IOException {
        var text = TEXT.replace(right, wrong);
        if (message.isEmpty()) {
            assertThat(read(text).queries()).isEqualTo(2);
        } else {
            assertThatThrownBy(() -> read(text)).hasMessageContaining(message);
        }
    }

    @Test
    void aFileThatEndsTooSoonSaysSo() {
        assertThatThrownBy(() -> read(TEXT.strip().replaceFirst(";$", "")))
                .hasMessageContaining("ends within a statement");
        assertThatThrownBy(() -> read("")).hasMessageContaining("no costs");
        assertThatThrownBy(() -> read("QUERIES 1 2")).hasMessageContaining("line 1: 'QUERIES'");
    }
}
