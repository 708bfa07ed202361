package dev.perfdeck.ui.export;

import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Work;
import java.nio.file.Files;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser;

/// What a table shows, to the clipboard or into a file. FX thread only.
public final class ExportMenu<T> extends MenuButton {
    private final ResourceBundle words = Fxml.words(ExportMenu.class);
    private final Work work;
    private final Sheet<T> sheet;
    private final Supplier<List<T>> rows;
    private final Consumer<String> said;

    /// @param screen its node ids begin so
    /// @param rows   what is to be seen when it is pressed
    /// @param said   gets one line of what was done, or why not
    public ExportMenu(String screen, Work work, Sheet<T> sheet, Supplier<List<T>> rows, Consumer<String> said) {
        this.work = work;
        this.sheet = sheet;
        this.rows = rows;
        this.said = said;
        setText(words.getString("export.button"));
        setId(screen + "-export");
        setMinWidth(USE_PREF_SIZE);
        getItems()
                .addAll(
                        copy(screen, "csv", sheet::csv),
                        copy(screen, "json", sheet::json),
                        save("csv", sheet::csv),
                        save("json", sheet::json));
    }

    private MenuItem copy(String screen, String form, Function<List<T>, String> write) {
        var item = new MenuItem(words.getString("export.copy." + form));
        item.setId(screen + "-copy-" + form);
        item.setOnAction(pressed -> {
            var now = rows.get();
            var content = new ClipboardContent();
            content.putString(write.apply(now));
            Clipboard.getSystemClipboard().setContent(content);
            said.accept(MessageFormat.format(words.getString("export.copied"), now.size()));
        });
        return item;
    }

    private MenuItem save(String form, Function<List<T>, String> write) {
        var item = new MenuItem(words.getString("export.save." + form));
        item.setOnAction(pressed -> {
            var chooser = new FileChooser();
            chooser.setInitialFileName(sheet.name() + "." + form);
            var file = chooser.showSaveDialog(getScene().getWindow());
            if (file != null) {
                var now = rows.get();
                work.run(
                        "export " + sheet.name(),
                        () -> Files.writeString(file.toPath(), write.apply(now)),
                        path -> said.accept(MessageFormat.format(words.getString("export.saved"), now.size(), path)),
                        fault -> said.accept(fault.summary()));
            }
        });
        return item;
    }
}
