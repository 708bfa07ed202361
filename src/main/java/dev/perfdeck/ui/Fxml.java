package dev.perfdeck.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ResourceBundle;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// The one FXML loader: layout and words stand beside the controller's class, which is built by its constructor.
public final class Fxml {
    private Fxml() {}

    /// Loads `<Name>.fxml` beside the controller `<Name>View`, with the package's `messages`, into the given
    /// controller.
    public static Parent load(Object controller) {
        var type = controller.getClass();
        var name = type.getSimpleName().replaceFirst("View$", "") + ".fxml";
        var loader = new FXMLLoader(type.getResource(name), words(type));
        loader.setController(controller);
        loader.setClassLoader(type.getClassLoader());
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot load " + name, e);
        }
    }

    public static ResourceBundle words(Class<?> type) {
        return ResourceBundle.getBundle(type.getPackageName() + ".messages");
    }
}
