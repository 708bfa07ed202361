package dev.perfdeck.app;

import dev.perfdeck.model.ResetScope;

/// One choice of the reset dialog: what exactly it zeroes, and who else would notice.
///
/// @param possible whether this environment has it at all
public record Resettable(ResetScope scope, boolean possible, String what, String whoNotices) {}
