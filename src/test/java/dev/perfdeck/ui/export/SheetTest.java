package dev.perfdeck.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.ui.export.Sheet.Column;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is exported is read again as it was, whatever it holds.
class SheetTest {
    record Row(String text, Object figure) {}

    private static final Sheet<Row> SHEET =
            new Sheet<>("rows", List.of(Column.text("text", Row::text), Column.figure("figure", Row::figure)));

    @Provide
    Arbitrary<List<Row>> rows() {
        var nasty = Arbitraries.of(
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "say \"it\"",
                "a,b;c",
                "two\r\nlines\nof it",
                "\u0000",
                "\u001b[31m",
                "\u202Eright to left",
                "<script>alert('x')</script>",
                "{0}%s",
                "\ud83d\ude00",
                "");
        return Arbitraries.oneOf(nasty, Arbitraries.strings().ofMaxLength(20))
                .map(text -> new Row(text, 1))
                .list()
                .ofMaxSize(6);
    }

    @Property(tries = 300)
    void csvIsReadAgain(@ForAll("rows") List<Row> rows) {
        var read = csv(SHEET.csv(rows));
        assertThat(read.getFirst()).containsExactly("text", "figure");
        assertThat(read.subList(1, read.size()))
                .extracting(cells -> cells.getFirst())
                .containsExactlyElementsOf(
                        rows.stream().map(row -> harmless(row.text())).toList());
    }

    private static String harmless(String text) {
        return text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    }

    @Property(tries = 300)
    void jsonIsReadAgain(@ForAll("rows") List<Row> rows) throws Exception {
        var read = new ObjectMapper().readTree(SHEET.json(rows));
        assertThat(read).hasSize(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(read.get(i).get("text").asText()).isEqualTo(rows.get(i).text());
        }
    }

    @Example
    void whatIsNoFigureIsEmptyOrNull() throws Exception {
        var rows = List.of(
                new Row("", Double.NaN),
                new Row("", Double.POSITIVE_INFINITY),
                new Row("", -0.0),
                new Row("", Long.MAX_VALUE),
                new Row("", 1e15 / 3));
        assertThat(csv(SHEET.csv(rows)).stream().skip(1).map(List::getLast))
                .containsExactly("", "", "-0.000", "9223372036854775807", "333333333333333.300");
        var read = new ObjectMapper().readTree(SHEET.json(rows));
        assertThat(read.get(0).get("figure").isNull()).isTrue();
        assertThat(read.get(1).get("figure").isNull()).isTrue();
        assertThat(read.get(3).get("figure").asLong()).isEqualTo(Long.MAX_VALUE);
    }

    @Example
    void nothingIsAHeadAndAnEmptyList() throws Exception {
        assertThat(SHEET.csv(List.of())).isEqualTo("text,figure\r\n");
        assertThat(new ObjectMapper().readTree(SHEET.json(List.of()))).isEmpty();
    }

    /// A reader of RFC 4180: records end in CRLF, quoted cells may hold anything.
    private static List<List<String>> csv(String text) {
        var records = new ArrayList<List<String>>();
        var record = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == ',') {
                record.add(cell.toString());
                cell.setLength(0);
            } else if (!quoted && text.startsWith("\r\n", i)) {
                record.add(cell.toString());
                cell.setLength(0);
                records.add(List.copyOf(record));
                record.clear();
                i++;
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted || !record.isEmpty() || !cell.isEmpty())
                .as("it ends whole")
                .isFalse();
        return records;
    }
}
