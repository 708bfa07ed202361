package dev.perfdeck.core.migrate.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ';'",
                "SELECT 'it''s; fine'",
                "SELECT E'\\';'",
                "SELECT U&'\\0061;'",
                "SELECT \"a;\"\"b;\"",
                "SELECT U&\"a;\"",
                "SELECT $$;$$",
                "SELECT $a$ $$; $b$ ; $a$",
                "SELECT 1 /* ; /* ; */ ; */ + 1",
                "SELECT 1 -- ;\n + 1",
                "SELECT a$b$c",
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END",
                "CREATE OR REPLACE PROCEDURE f() BEGIN ATOMIC SELECT 1; END",
                "SELECT $1",
                "SELECT ${a;b}",
                "SELECT b'1;', x'F;', n';'",
                "DO $do$ BEGIN PERFORM 1; END $do$"
            })
    void aSemicolonInsideEndsNothing(String statement) {
        var script = SqlScript.parse(statement.replaceFirst(";$", "") + ";\nSELECT 2;");
        assertThat(script.statements()).extracting(Statement::sql).hasSize(2).endsWith("SELECT 2");
    }

    @Test
    void statementsKnowTheirLines() {
        var script = SqlScript.parse("-- a\n\nSELECT\n 'x\ny';  -- mine\n/* next */ SELECT 2 ;;\n SELECT 3\n-- end");
        assertThat(script.statements()).extracting(Statement::line).isEqualTo(List.of(3, 6, 7));
        assertThat(script.statements().getFirst().comments())
                .extracting(Token::text)
                .isEqualTo(List.of("-- a", "-- mine"));
        assertThat(script.tail()).contains("-- end");
    }

    @Test
    void dataOfACopyAreData() {
        var script = SqlScript.parse("COPY t (a) FROM STDIN;\n1;'\n\\.\nSELECT 1;");
        assertThat(script.statements())
                .extracting(Statement::sql)
                .isEqualTo(List.of("COPY t (a) FROM STDIN", "SELECT 1"));
        assertThat(script.statements().getFirst().span()).endsWith("\\.");
        assertThat(script.statements().getLast().line()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT 1;~SELECT 'a      | line 2
            SELECT E'a\\'            | line 1
            SELECT "a                | line 1
            ~SELECT $x$ $$           | line 2
            /* a /* b */             | line 1
            \\i other.sql            | line 1
            SELECT 1;~\\connect db   | line 2
            SELECT (1;               | line 1
            COPY t FROM STDIN;~1     | line 1
            SELECT ${a               | line 1
            CREATE FUNCTION f() BEGIN ATOMIC SELECT 1; | line 1
            """)
    void whatCannotBeReadIsSaidWithItsLine(String sql, String where) {
        assertThatThrownBy(() -> SqlScript.parse(sql.replace('~', '\n')))
                .isInstanceOfSatisfying(FaultException.class, thrown -> {
                    assertThat(thrown.fault()).isInstanceOf(Fault.Rejected.class);
                    assertThat(thrown.fault().summary()).startsWith(where + ": ");
                    assertThat(thrown.fault().remedy()).isNotEmpty();
                });
    }
}
