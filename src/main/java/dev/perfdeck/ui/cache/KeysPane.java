package dev.perfdeck.ui.cache;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.ui.Figures;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What lives in the cache, estimated from a sample that is taken when somebody asks for it.
final class KeysPane extends VBox {
    private final SampleModel model;
    private final Lists lists;
    private final Consumer<String> invalidate;
    private final Label note = wrapping("card-note");
    private final Label failure = wrapping("failure");
    private final FigureRows groups;
    private final FigureRows biggest;
    private final FigureRows hottest;
    private final Label noHottest = wrapping("card-note");
    private final Button button = new Button();
    private final ToggleButton lifetimes = new ToggleButton();
    private @Nullable KeySample shown;

    /// @param invalidate gets the pattern, relative to the namespace, of a prefix that was pressed
    KeysPane(SampleModel model, Lists lists, Consumer<String> invalidate) {
        this.model = model;
        this.lists = lists;
        this.invalidate = invalidate;
        getStyleClass().add("cache-list");
        note.setId("cache-sample-note");
        groups = new FigureRows(lists.columns("prefix", ">keys", ">bytes", ">ttl", ">endless"), this::open);
        groups.setId("cache-groups");
        biggest = new FigureRows(lists.columns("biggest", ">type", ">bytes"));
        hottest = new FigureRows(lists.columns("hottest", ">type", ">usage"));
        noHottest.setText(lists.words().getString("sample.nohottest"));
        button.setId("cache-sample");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> {
            if (model.running()) {
                model.cancel();
            } else {
                model.take(lifetimes.isSelected());
            }
            refresh();
        });
        lifetimes.setId("cache-sample-lifetimes");
        lifetimes.setText(lists.words().getString("sample.lifetimes"));
        lifetimes.setTooltip(new Tooltip(lists.words().getString("sample.lifetimes.more")));
        lifetimes.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(note, failure, groups, biggest, hottest, noHottest);
    }

    private static Label wrapping(String style) {
        var label = new Label();
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    List<Node> controls() {
        return List.of(button, lifetimes);
    }

    private void open(int row) {
        model.last().map(sample -> sample.groups().get(row)).ifPresent(group -> {
            var own = model.namespace() + ":";
            if (group.prefix().startsWith(own)) {
                invalidate.accept(group.prefix().substring(own.length()));
            }
        });
    }

    void refresh() {
        var last = model.last();
        button.setText(lists.words().getString(model.running() ? "sample.cancel" : "sample.take"));
        note.setText(
                model.running()
                        ? lists.say("sample.running", Figures.count(model.progress()))
                        : last.map(lists::estimate)
                                .orElseGet(() -> lists.words().getString("sample.none")));
        Shown.when(failure, model.failure().isPresent());
        failure.setText(model.failure().map(KeysPane::said).orElse(""));
        for (var part : List.<Node>of(groups, biggest)) {
            Shown.when(part, last.isPresent());
        }
        Shown.when(hottest, last.filter(sample -> !sample.hottest().isEmpty()).isPresent());
        Shown.when(noHottest, last.filter(sample -> sample.hottest().isEmpty()).isPresent());
        fill(last);
    }

    private static String said(Fault fault) {
        return fault.summary() + ". " + fault.remedy();
    }

    private void fill(Optional<KeySample> last) {
        if (last.isPresent() && !last.get().equals(shown)) {
            shown = last.get();
            groups.show(shown.groups().stream().map(lists::group).toList());
            biggest.show(shown.biggest().stream().map(lists::big).toList());
            hottest.show(shown.hottest().stream().map(lists::hot).toList());
        }
    }
}
