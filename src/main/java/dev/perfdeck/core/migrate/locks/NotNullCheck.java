package dev.perfdeck.core.migrate.locks;

import dev.perfdeck.core.migrate.script.SqlScript;
import dev.perfdeck.core.migrate.script.act.Constraint;
import dev.perfdeck.core.migrate.script.act.Name;
import java.util.Optional;
import java.util.regex.Pattern;

/// Recognises `CHECK (column IS NOT NULL)`, which lets `SET NOT NULL` do without reading the table.
final class NotNullCheck {
    private static final Pattern BODY =
            Pattern.compile("(?i)CHECK\\s*\\(+\\s*(\"[^\"]+\"|[\\w$.]+)\\s+IS\\s+NOT\\s+NULL\\s*\\)+[\\s\\S]*");

    private NotNullCheck() {}

    static Optional<Name> column(Constraint constraint) {
        return switch (constraint.kind()) {
            case NOT_NULL -> constraint.columns().stream().findFirst();
            case CHECK -> ofBody(constraint.body());
            case FOREIGN_KEY, UNIQUE, PRIMARY_KEY, EXCLUDE -> Optional.empty();
        };
    }

    private static Optional<Name> ofBody(String body) {
        var match = BODY.matcher(body);
        return match.matches()
                ? SqlScript.parse(match.group(1)).statements().stream()
                        .findFirst()
                        .flatMap(name -> Name.parse(name.tokens()))
                : Optional.empty();
    }
}
