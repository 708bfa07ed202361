package dev.perfdeck.ui.shell;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.SourceHealth;

/// Something lasting that the user should know, with how grave it is.
record Trouble(SourceHealth.Lamp lamp, Fault fault) {}
