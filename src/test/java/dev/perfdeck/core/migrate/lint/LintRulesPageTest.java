package dev.perfdeck.core.migrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.migration.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// `docs/lint-rules.md` says what the code says. After a change take the page that this test leaves in `target`.
class LintRulesPageTest {
    private static final String HEAD = """
            # What a migration script is told

            Perfdeck reads a script before it runs and tells what a running system would suffer from. Tables that the script makes itself are exempt.
            An *error* fails, or makes others wait for as long as a table is large; a *warning* is short where nothing goes wrong, or breaks
            clients; a *hint* is worth knowing. The SQL offered instead is to be run statement by statement, outside a transaction: a Flyway script
            with `executeInTransaction=false` in its `.conf`.

            A comment in front of a statement, or behind it on its line, switches a rule off for it and must say why:
            `-- perfdeck:ignore ban-drop-column nobody reads it since 4.1`.

            This page is made from the code by `LintRulesPageTest`.
            """;

    @Test
    void thePageIsTrue() throws IOException {
        var page = new StringBuilder(HEAD);
        for (var rule : Rule.values()) {
            page.append(section(rule));
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target", "lint-rules.md"), page);
        assertThat(Files.readString(Path.of("docs", "lint-rules.md"))).isEqualTo(page.toString());
    }

    private static String section(Rule rule) {
        var review = ScriptReview.of(
                rule.example(),
                rule == Rule.TRANSACTION_NESTING || !rule.example().startsWith("BEGIN"));
        var finding = review.findings().stream()
                .filter(it -> it.rule().equals(rule.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("its example does not break " + rule.id()));
        return "\n## " + rule.id() + "\n" + severity(finding) + ". " + rule.why() + "\n\n```sql\n" + rule.example()
                + "\n```\n" + (finding.fix().isEmpty() ? "" : "Instead:\n\n```sql\n" + finding.fix() + "\n```\n");
    }

    private static String severity(Finding finding) {
        var name = finding.severity() == Finding.Severity.INFO
                ? "hint"
                : finding.severity().name().toLowerCase(Locale.ROOT);
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
