package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.SqlScript;
import java.util.ArrayList;

/// The `SET` list of an update.
final class Assignments {
    private Assignments() {}

    /// The rows that do not have the new values yet.
    static String pending(String set) {
        var conditions = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        var tokens = SqlScript.parse(set).statements().stream().flatMap(it -> it.tokens().stream());
        for (var token : tokens.toList()) {
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (token.is(',') && depth == 0) {
                conditions.add(condition(set.substring(begin, token.start())));
                begin = token.end();
            }
        }
        conditions.add(condition(set.substring(begin)));
        return String.join(" OR ", conditions);
    }

    private static String condition(String assignment) {
        int equals = assignment.indexOf('=');
        return equals < 0
                ? "true"
                : assignment.substring(0, equals).strip() + " IS DISTINCT FROM ("
                        + assignment.substring(equals + 1).strip() + ")";
    }
}
