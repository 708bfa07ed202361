package dev.perfdeck.core.migrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/// Whatever is written: it is taken apart without loss and looked at, or refused with a line.
class HostileScriptTest {
    private static final List<String> PIECES = List.of(
            "CREATE",
            "INDEX",
            "CONCURRENTLY",
            "ALTER",
            "TABLE",
            "ADD",
            "COLUMN",
            "CONSTRAINT",
            "DROP",
            "ON",
            "IF",
            "NOT",
            "EXISTS",
            "NULL",
            "VALID",
            "DEFAULT",
            "TYPE",
            "USING",
            "SET",
            "UPDATE",
            "BEGIN",
            "ATOMIC",
            "END",
            "COMMIT",
            "FUNCTION",
            "CASE",
            "PARTITION",
            "OF",
            "ATTACH",
            "DETACH",
            "REFERENCES",
            "FOREIGN",
            "KEY",
            "PRIMARY",
            "UNIQUE",
            "CHECK",
            "TRUNCATE",
            "LOCK",
            "IN",
            "MODE",
            "COMMENT",
            "DOMAIN",
            "VALUE",
            "REINDEX",
            "VACUUM",
            "FULL",
            "RENAME",
            "TO",
            "COPY",
            "FROM",
            "STDIN",
            "WITH",
            "ONLY",
            "t",
            "\"T\"",
            "a.b",
            "(",
            ")",
            ",",
            ";",
            ".",
            "'x'",
            "$$",
            "$a$",
            "E'\\'",
            "'",
            "\"",
            "/*",
            "*/",
            "--",
            "\n",
            "${p}",
            "${",
            "\\.",
            "1.5",
            "::",
            "=",
            "*",
            "U&'",
            "é",
            "perfdeck:ignore",
            "-- perfdeck:ignore a,a b\n",
            "GENERATED",
            "ALWAYS",
            "AS",
            "IDENTITY",
            "STORED",
            "json",
            "serial",
            "varchar(9",
            "COLUMN");

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join(" ", pieces));
    }

    @Property(tries = 4000)
    void wordsOfSql(@ForAll("scripts") String sql) {
        look(sql);
    }

    @Property(tries = 2000)
    void anyText(@ForAll @StringLength(max = 200) String sql) {
        look(sql);
    }

    private static void look(String sql) {
        try {
            assertThat(SqlScript.parse(sql).text()).isEqualTo(sql);
            var review = ScriptReview.of(sql, /* flywayExecuteInTransaction= */ true);
            assertThat(review.findings()).allMatch(finding -> finding.line() >= 1);
        } catch (FaultException refused) {
            assertThat(refused.fault()).isInstanceOf(Fault.Rejected.class);
            assertThat(refused.fault().summary()).startsWith("line ");
        }
    }
}
