package dev.perfdeck.core.migrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.lint.Scripts.Script;
import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.Finding.Severity;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of good and bad scripts.
class LintTableTest {
    static List<Script> scripts() throws IOException {
        return Scripts.all();
    }

    @Test
    void theTableIsLargeAndHasBothKinds() throws IOException {
        var good = scripts().stream().filter(Script::good).count();
        assertThat(good).isGreaterThanOrEqualTo(30);
        assertThat(scripts().size() - good).isGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void eachScriptIsToldWhatItsHeaderSays(Script script) throws IOException {
        var found = review(script).findings().stream()
                .filter(finding -> !finding.rule().equals(Rule.REQUIRE_LOCK_TIMEOUT.id()))
                .map(finding -> finding.rule() + " at " + finding.line())
                .toList();
        assertThat(found).isEqualTo(script.expected());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void badScriptsAreComplainedAboutAndGoodOnesAreNot(Script script) throws IOException {
        var complaints = review(script).findings().stream()
                .filter(LintTableTest::complaint)
                .toList();
        assertThat(complaints.isEmpty()).as("%s", complaints).isEqualTo(script.good());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatIsOfferedInsteadIsItselfClean(Script script) throws IOException {
        for (var finding : review(script).findings()) {
            var offered = ScriptReview.of(finding.fix(), /* flywayExecuteInTransaction= */ false, Scripts.schema());
            assertThat(offered.findings())
                    .as("instead of %s: %s", finding.rule(), finding.fix())
                    .noneMatch(LintTableTest::complaint);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void nothingIsLostWhenAScriptIsTakenApart(Script script) {
        var apart = SqlScript.parse(script.sql());
        assertThat(apart.text()).isEqualTo(script.sql());
    }

    @Test
    void everyRuleHasAScriptThatBreaksIt() throws IOException {
        var broken = Stream.concat(
                        scripts().stream().flatMap(script -> script.expected().stream()),
                        Stream.of(Rule.values())
                                .flatMap(rule -> example(rule).stream().map(Finding::rule)))
                .map(finding -> finding.replaceFirst(" at .*", ""))
                .collect(Collectors.toSet());
        var unbroken = EnumSet.allOf(Rule.class).stream()
                .filter(rule -> !broken.contains(rule.id()))
                .toList();
        assertThat(unbroken).isEmpty();
    }

    private static List<Finding> example(Rule rule) {
        return ScriptReview.of(rule.example(), !rule.example().startsWith("BEGIN"))
                .findings();
    }

    private static ScriptReview review(Script script) throws IOException {
        return ScriptReview.of(script.sql(), script.executeInTransaction(), Scripts.schema());
    }

    private static boolean complaint(Finding finding) {
        return finding.severity() != Severity.INFO;
    }
}
