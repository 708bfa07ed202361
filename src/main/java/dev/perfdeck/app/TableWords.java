package dev.perfdeck.app;

import java.util.Collection;
import java.util.regex.Pattern;

/// Whether a statement's text has names in it, as words. Pure.
final class TableWords {
    private TableWords() {}

    static boolean any(String text, Collection<String> names) {
        return names.stream()
                .anyMatch(
                        name -> Pattern.compile("(?<!\\w)" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                                .matcher(text)
                                .find());
    }
}
