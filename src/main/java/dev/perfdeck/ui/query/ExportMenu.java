package dev.perfdeck.ui.query;

import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.ui.Work;
import java.nio.file.Files;
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

/// What the table shows, to the clipboard or into a file.
final class ExportMenu extends MenuButton {
    private final ResourceBundle words;
    private final Work work;
    private final Supplier<List<StatementFigures>> statements;
    private final Consumer<String> said;

    /// @param said gets one line of what was done, or why not
    ExportMenu(ResourceBundle words, Work work, Supplier<List<StatementFigures>> statements, Consumer<String> said) {
        super(words.getString("export.button"));
        this.words = words;
        this.work = work;
        this.statements = statements;
        this.said = said;
        setId("query-export");
        getItems()
                .addAll(
                        copy("csv", Export::csv),
                        copy("json", Export::json),
                        save("csv", Export::csv),
                        save("json", Export::json));
    }

    private MenuItem copy(String form, Function<List<StatementFigures>, String> write) {
        var item = new MenuItem(words.getString("export.copy." + form));
        item.setId("query-copy-" + form);
        item.setOnAction(pressed -> {
            var rows = statements.get();
            var content = new ClipboardContent();
            content.putString(write.apply(rows));
            Clipboard.getSystemClipboard().setContent(content);
            said.accept(java.text.MessageFormat.format(words.getString("export.copied"), rows.size()));
        });
        return item;
    }

    private MenuItem save(String form, Function<List<StatementFigures>, String> write) {
        var item = new MenuItem(words.getString("export.save." + form));
        item.setOnAction(pressed -> {
            var chooser = new FileChooser();
            chooser.setInitialFileName("statements." + form);
            var file = chooser.showSaveDialog(getScene().getWindow());
            if (file != null) {
                var rows = statements.get();
                work.run(
                        "export statements",
                        () -> Files.writeString(file.toPath(), write.apply(rows)),
                        path -> said.accept(
                                java.text.MessageFormat.format(words.getString("export.saved"), rows.size(), path)),
                        fault -> said.accept(fault.summary()));
            }
        });
        return item;
    }
}
