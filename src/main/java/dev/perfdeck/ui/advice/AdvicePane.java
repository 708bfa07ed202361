package dev.perfdeck.ui.advice;

import dev.perfdeck.ui.dialog.OrderDialog;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The chosen advice in full: what it rests on, what would be run, how it is taken back, whom it serves. FX thread
/// only.
final class AdvicePane extends VBox {
    private final AdviceModel model;
    private final ResourceBundle words;
    private final Label title = new Label();
    private final VBox evidence = new VBox();
    private final TextArea sql = new TextArea();
    private final GainTable gains;
    private final Button build = new Button();
    private final Button bench = new Button();
    private final Button copy = new Button();
    private final Label said = new Label();
    private Optional<AdviceCard> shown = Optional.empty();

    /// @param tryOut gets the statement of an index that is to be put on the bench
    AdvicePane(AdviceModel model, ResourceBundle words, Consumer<String> tryOut) {
        this.model = model;
        this.words = words;
        this.gains = new GainTable(words, "advice-gains", "column.with");
        getStyleClass().add("what-if");
        title.getStyleClass().add("card-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        evidence.getStyleClass().add("facts");
        evidence.setMinHeight(Region.USE_PREF_SIZE);
        sql.setId("advice-sql");
        sql.setEditable(false);
        sql.setWrapText(true);
        sql.getStyleClass().add("sql");
        sql.setPrefRowCount(5);
        sql.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(gains, Priority.ALWAYS);
        said.setId("advice-build-said");
        said.getStyleClass().add("card-note");
        said.setWrapText(true);
        said.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(title, evidence, sql, gains, said, buttons(tryOut));
        show(Optional.empty());
    }

    private HBox buttons(Consumer<String> tryOut) {
        build.setId("advice-build");
        build.getStyleClass().add("accent");
        build.setOnAction(pressed -> shown.ifPresent(this::build));
        bench.setId("advice-bench");
        bench.setText(words.getString("pane.bench"));
        bench.setOnAction(pressed -> shown.ifPresent(card -> tryOut.accept(card.sql())));
        copy.setId("advice-copy");
        copy.setText(words.getString("pane.copy"));
        copy.setOnAction(pressed -> shown.ifPresent(AdvicePane::copy));
        var air = new Region();
        HBox.setHgrow(air, Priority.ALWAYS);
        var buttons = new HBox(copy, air, bench, build);
        buttons.getStyleClass().add("card-buttons");
        buttons.setMinHeight(Region.USE_PREF_SIZE);
        return buttons;
    }

    private static void copy(AdviceCard card) {
        var content = new ClipboardContent();
        content.putString(card.sql());
        Clipboard.getSystemClipboard().setContent(content);
    }

    void show(Optional<AdviceCard> card) {
        if (card.equals(shown) && !title.getText().isEmpty()) {
            return;
        }
        shown = card;
        said.setText(card.filter(AdviceCard::migrationOnly).isPresent() ? words.getString("pane.partitioned") : "");
        title.setText(card.map(AdviceCard::summary).orElseGet(() -> words.getString("pane.none")));
        evidence.getChildren()
                .setAll(card.map(AdviceCard::evidence).orElseGet(List::of).stream()
                        .map(AdvicePane::fact)
                        .toList());
        var text = card.map(this::sql).orElse("");
        sql.setText(text);
        there(sql, !text.isEmpty());
        there(gains, card.filter(c -> !c.gains().isEmpty()).isPresent());
        gains.show(card.map(AdviceCard::gains).orElseGet(List::of));
        there(copy, !text.isEmpty());
        there(bench, card.flatMap(AdviceCard::index).isPresent());
        there(build, card.filter(this::buildable).isPresent());
        build.setText(words.getString(
                card.filter(c -> c.kind() == AdviceCard.Kind.DROP).isPresent() ? "pane.drop" : "pane.build"));
    }

    private boolean buildable(AdviceCard card) {
        return model.migrations().isPresent()
                && switch (card.kind()) {
                    case INDEX, DROP -> !card.migrationOnly();
                    case CACHE, STATISTICS -> false;
                };
    }

    private String sql(AdviceCard card) {
        return card.undo().isEmpty()
                ? card.sql()
                : card.sql() + "\n\n-- " + words.getString("pane.undo") + "\n" + card.undo();
    }

    private static Label fact(String text) {
        var label = new Label("· " + text);
        label.getStyleClass().add("card-note");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static void there(Region node, boolean present) {
        node.setVisible(present);
        node.setManaged(present);
    }

    private void build(AdviceCard card) {
        model.migrations()
                .ifPresent(room -> OrderDialog.show(
                        getScene().getWindow(), room, Orders.of(card), model.work(), said::setText, run -> {
                            if (run.complete()) {
                                card.index()
                                        .ifPresent(advice ->
                                                model.followed(advice, fault -> said.setText(fault.summary())));
                            }
                            said.setText(
                                    run.complete()
                                            ? MessageFormat.format(
                                                    words.getString("pane.done"), card.title(), card.code())
                                            : run.stands());
                        }));
    }
}
