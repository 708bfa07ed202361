package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Scene;
import dev.perfdeck.core.migrate.locks.Work;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.TableStep;
import dev.perfdeck.model.migration.TableLock;
import java.util.List;

/// One statement with all that a rule may ask about it; the scene is as it was before the statement.
///
/// @param line          of the statement, or of the step of it that is looked at
/// @param inTransaction it runs in one, the script's own or Flyway's
record Moment(
        Statement statement, int line, Act act, Scene scene, boolean inTransaction, List<TableLock> locks, Work work) {
    interface Look {
        void at(TableStep step, Moment moment);
    }

    /// Looks at each step of an `ALTER TABLE` by itself.
    void eachStep(Act.AlterTable alter, Look look) {
        for (int i = 0; i < alter.steps().size(); i++) {
            var there = new Moment(statement, alter.lines().get(i), act, scene, inTransaction, locks, work);
            look.at(alter.steps().get(i), there);
        }
    }

    /// The statement with a semicolon.
    String sql() {
        return statement.sql() + ";";
    }

    /// What stands behind the text that follows one of these keywords.
    String sqlAfter(String keyword, String text) {
        int base = statement.tokens().getFirst().start();
        for (var token : statement.tokens()) {
            if (token.is(keyword)) {
                int found = statement.sql().indexOf(text, token.end() - base);
                return found < 0 ? "" : statement.sql().substring(found + text.length());
            }
        }
        return "";
    }

    /// The statement with words put in after the first of these keywords.
    String sqlWith(String keyword, String words) {
        int base = statement.tokens().getFirst().start();
        for (var token : statement.tokens()) {
            if (token.is(keyword)) {
                int cut = token.end() - base;
                return statement.sql().substring(0, cut) + " " + words
                        + statement.sql().substring(cut) + ";";
            }
        }
        return sql();
    }
}
