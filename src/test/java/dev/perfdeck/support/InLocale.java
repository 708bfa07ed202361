package dev.perfdeck.support;

import java.util.Locale;
import java.util.concurrent.Callable;

/// Runs something as if the machine spoke another language.
public final class InLocale {
    private InLocale() {}

    /// @param tag `tr-TR` for the dotless i, `de-DE` for the decimal comma, `ar-EG` for other digits
    public static <T> T call(String tag, Callable<T> body) throws Exception {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            return body.call();
        } finally {
            Locale.setDefault(before);
        }
    }
}
