package dev.perfdeck.ui.shell;

import dev.perfdeck.ui.View;
import java.util.function.Supplier;

/// A place that the sidebar leads to; its view is made on the first visit.
record Screen(String key, String icon, Supplier<View> view) {}
