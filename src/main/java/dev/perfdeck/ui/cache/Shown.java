package dev.perfdeck.ui.cache;

import javafx.scene.Node;

/// Whether a node is there at all: not seen means that it takes no room either.
final class Shown {
    private Shown() {}

    static void when(Node node, boolean wanted) {
        node.setVisible(wanted);
        node.setManaged(wanted);
    }
}
