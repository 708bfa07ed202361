package dev.perfdeck.app;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.lab.WhatIf;
import java.util.function.Consumer;

/// Twins of one database for its advisor. The source is read over sessions that cannot write.
record LabTwins(PgTarget target) implements AdviceWork.TwinOpener {
    @Override
    public AdviceWork.OpenTwin open(Consumer<String> progress) {
        var twin = Twin.open(() -> target.open(PgRole.READ), LabOptions.DEFAULT.telling(progress));
        return new AdviceWork.OpenTwin() {
            @Override
            public WhatIf whatIf() {
                return twin;
            }

            @Override
            public void close() {
                twin.close();
            }
        };
    }
}
