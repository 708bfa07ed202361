package dev.perfdeck.ui;

import javafx.scene.Parent;

/// A screen: a node, and what it does when the figures may have moved. Built lazily, on its first visit; FX thread
/// only.
public interface View {
    Parent node();

    /// Pulls what is visible. Called at most once per pulse, and only while the screen is shown.
    void refresh();
}
