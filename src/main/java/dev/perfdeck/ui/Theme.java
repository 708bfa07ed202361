package dev.perfdeck.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// Dark, light, or as the desktop says. FX thread only.
public final class Theme {
    public enum Choice {
        SYSTEM,
        DARK,
        LIGHT
    }

    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);

    public Theme(Choice first) {
        choice.addListener((property, before, now) -> apply());
        Platform.getPreferences().colorSchemeProperty().addListener((property, before, now) -> apply());
        choice.set(first);
        apply();
    }

    public ObjectProperty<Choice> choice() {
        return choice;
    }

    public void next() {
        var all = Choice.values();
        choice.set(all[(choice.get().ordinal() + 1) % all.length]);
    }

    public boolean dark() {
        return switch (choice.get()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply() {
        var theme = dark() ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
    }
}
