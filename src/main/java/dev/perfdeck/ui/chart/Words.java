package dev.perfdeck.ui.chart;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The few words of a chart, in the user's language where there is one.
final class Words {
    private final ResourceBundle bundle = ResourceBundle.getBundle("dev.perfdeck.ui.chart.messages");

    String say(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT).format(arguments);
    }
}
