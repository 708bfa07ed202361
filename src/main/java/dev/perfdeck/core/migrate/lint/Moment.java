package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Scene;
import dev.perfdeck.core.migrate.locks.Work;
import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.model.migration.TableLock;
import java.util.List;

/// One statement with all that a rule may ask about it; the scene is as it was before the statement.
///
/// @param inTransaction it runs in one, the script's own or Flyway's
record Moment(
        Statement statement, Act act, Scene scene, boolean inTransaction, List<TableLock> locks, Work work) {
    int line() {
        return statement.line();
    }

    /// The statement with a semicolon.
    String sql() {
        return statement.sql() + ";";
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
