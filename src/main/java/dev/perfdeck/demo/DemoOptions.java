package dev.perfdeck.demo;

import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.Targets;

/// @param load  whether users come by themselves
/// @param cache whether to start Redis where the platform has one
public record DemoOptions(Scale scale, boolean load, boolean cache, Targets targets) {
    public static final DemoOptions DEFAULT = new DemoOptions(Scale.FULL, true, true, Targets.DEFAULT);
}
