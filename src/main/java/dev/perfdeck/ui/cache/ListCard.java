package dev.perfdeck.ui.cache;

import dev.perfdeck.app.CacheRoom;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One list at a time: resource types, slow commands, keys, and the nodes of a cluster or a Sentinel set.
final class ListCard extends VBox {
    /// Which list is seen.
    enum Tab {
        TYPES,
        SLOW,
        KEYS,
        NODES
    }

    private final CacheModel model;
    private final CacheRoom room;
    private final Lists lists;
    private final ToggleGroup group = new ToggleGroup();
    private final HBox tabs = new HBox();
    private final HBox footer = new HBox();
    private final ScrollPane body = new ScrollPane();
    private final TypesPane types;
    private final KeysPane keys;
    private final FigureRows slow;
    private final FigureRows nodes;
    private final Label nothing = new Label();
    private Tab tab = Tab.TYPES;

    /// @param invalidate gets the pattern of a prefix that was pressed
    ListCard(CacheModel model, Lists lists, Consumer<String> invalidate) {
        this.model = model;
        this.room = model.room();
        this.lists = lists;
        types = new TypesPane(lists, this::refresh);
        keys = new KeysPane(new SampleModel(room, model.work(), this::refresh), lists, invalidate);
        slow = new FigureRows(lists.columns("command", ">took", "client", ">at"));
        slow.setId("cache-slow");
        nodes = new FigureRows(lists.columns("node", ">role", ">state", "detail"));
        nodes.setId("cache-nodes");
        getStyleClass().add("list-card");
        tabs.getStyleClass().add("tabs");
        footer.getStyleClass().add("card-buttons");
        nothing.getStyleClass().add("card-note");
        nothing.setWrapText(true);
        body.setFitToWidth(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.getStyleClass().add("events-scroll");
        body.setMinHeight(0);
        VBox.setVgrow(body, Priority.ALWAYS);
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        footer.getChildren().add(types.lifetime());
        footer.getChildren().addAll(keys.controls());
        footer.getChildren().add(gap);
        Stream.of(Tab.values()).forEach(each -> tabs.getChildren().add(button(each)));
        getChildren().addAll(tabs, body, footer);
        open(Tab.TYPES);
    }

    /// Takes buttons that belong to the whole card.
    HBox footer() {
        return footer;
    }

    private ToggleButton button(Tab each) {
        var button = new ToggleButton(lists.words().getString("tab." + each));
        button.setId("cache-tab-" + each);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> open(each));
        return button;
    }

    private void open(Tab chosen) {
        tab = chosen;
        tabs.getChildren()
                .forEach(node -> ((ToggleButton) node).setSelected(node.getId().endsWith(chosen.name())));
        Shown.when(types.lifetime(), tab == Tab.TYPES);
        keys.controls().forEach(control -> Shown.when(control, tab == Tab.KEYS));
        body.setVvalue(0);
        refresh();
    }

    /// Pulls the list that is seen, and no other.
    void refresh() {
        var known = room.nodes();
        var entry = tabs.getChildren().get(Tab.NODES.ordinal());
        Shown.when(entry, !known.isEmpty() || tab == Tab.NODES);
        show(
                switch (tab) {
                    case TYPES -> {
                        types.show(room.types(model.length()), model.length());
                        yield types;
                    }
                    case SLOW -> {
                        var rows = room.slowCommands().stream().map(lists::slow).toList();
                        yield filled(slow, rows, "slow.none");
                    }
                    case KEYS -> {
                        keys.refresh();
                        yield keys;
                    }
                    case NODES -> filled(nodes, known.stream().map(lists::node).toList(), "nodes.none");
                });
    }

    private Node filled(FigureRows list, List<FigureRows.Row> rows, String whyEmpty) {
        list.show(rows);
        nothing.setText(lists.words().getString(whyEmpty));
        return rows.isEmpty() ? nothing : list;
    }

    private void show(Node content) {
        if (!content.equals(body.getContent())) {
            body.setContent(content);
        }
    }
}
