package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the comments of one statement ask not to be told: `-- perfdeck:ignore RULE[,RULE] reason`.
final class Ignored {
    private static final Pattern ORDER =
            Pattern.compile("perfdeck:ignore\\s+([a-z0-9-]+(?:\\s*,\\s*[a-z0-9-]+)*)(\\s+\\S.*)?");
    private static final Set<String> KNOWN =
            Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toSet());

    private final Set<String> rules = new HashSet<>();

    Ignored(Statement statement, Findings findings) {
        for (var comment : statement.comments()) {
            var order = ORDER.matcher(comment.text());
            if (order.find()) {
                read(order.group(1), order.group(2) != null, comment.line(), findings);
            } else if (comment.text().contains("perfdeck:ignore")) {
                findings.add(Rule.IGNORE_NEEDS_REASON, comment.line(), "", "");
            }
        }
    }

    private void read(String names, boolean reason, int line, Findings findings) {
        var all = Arrays.asList(names.split("\\s*,\\s*"));
        if (reason && KNOWN.containsAll(all)) {
            rules.addAll(all);
        } else {
            findings.add(Rule.IGNORE_NEEDS_REASON, line, names, "");
        }
    }

    boolean covers(String rule) {
        return rules.contains(rule);
    }
}
