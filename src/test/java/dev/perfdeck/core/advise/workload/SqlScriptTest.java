package dev.perfdeck.core.advise.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.advice.WorkloadStatement;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void statementsEndWhereTheirSemicolonIs() {
        assertThat(SqlScript.statements("""
                        -- a head; with a semicolon
                        select 'a;b', "odd;name", E'it\\'s; so' from t /* no; /* nested; */ end */ where x = 1;
                        select $$dollar; quoted$$, $tag$ $$;$$ $tag$ ; ;

                        select 3 -- the last needs none
                        """))
                .extracting(WorkloadStatement::text)
                .containsExactly(
                        "select 'a;b', \"odd;name\", E'it\\'s; so' from t /* no; /* nested; */ end */ where x = 1",
                        "select $$dollar; quoted$$, $tag$ $$;$$ $tag$",
                        "select 3 -- the last needs none");
    }

    @Test
    void aCommentGivesTheNextStatementItsWeight() {
        assertThat(SqlScript.statements("-- weight: 12.5\nselect 1; select 2; /* weight = 3 */ select 3"))
                .extracting(WorkloadStatement::weight)
                .containsExactly(12.5, 1.0, 3.0);
    }

    @Test
    void nothingIsNoStatement() {
        assertThat(SqlScript.statements(" ; -- only words\n ;; /* and more */")).isEmpty();
    }

    @Test
    void whatIsNotClosedEndsWithTheFile() {
        assertThat(SqlScript.statements("select 'open; and on")).hasSize(1);
        assertThat(SqlScript.statements("select $x$ open; and on")).hasSize(1);
        assertThat(SqlScript.statements("select 1 /* open; and on")).hasSize(1);
    }
}
