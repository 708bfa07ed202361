package dev.perfdeck.app;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.core.target.PgRole;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.lab.WhatIf;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps the twin of one database. Safe on any thread; [#close] may be called more than once.
final class LabWork implements LabRoom, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PgTarget target;
    private final LabOptions options;
    private @Nullable Job<WhatIf, String> making;
    private @Nullable Twin twin;
    private boolean closed;

    LabWork(PgTarget target, LabOptions options) {
        this.target = target;
        this.options = options;
    }

    @Override
    public synchronized Job<WhatIf, String> open() {
        var under = making;
        if (under != null && !failed(under)) {
            return under;
        }
        Job<WhatIf, String> started = Job.start("make a twin", this::make);
        making = started;
        return started;
    }

    @Override
    public synchronized Job<WhatIf, String> refresh() {
        var under = making;
        if (under == null || failed(under)) {
            return open();
        }
        if (!under.awaitEnd(Duration.ZERO)) {
            return under;
        }
        Job<WhatIf, String> started = Job.start("refresh the twin", this::refreshed);
        making = started;
        started.result().whenComplete((_, trouble) -> keep(under, started, trouble != null));
        return started;
    }

    /// A twin that could not be refreshed still answers for the database as it was.
    private synchronized void keep(Job<WhatIf, String> before, Job<WhatIf, String> after, boolean failed) {
        if (failed && twin != null && after.equals(making)) {
            making = before;
        }
    }

    private WhatIf refreshed(Consumer<String> progress, BooleanSupplier cancelled) {
        Twin open;
        synchronized (this) {
            open = twin;
        }
        progress.accept("Looking for what changed");
        if (open != null && open.refresh(() -> target.open(PgRole.READ))) {
            return open;
        }
        close(open);
        return make(progress, cancelled);
    }

    private synchronized void close(@Nullable Twin open) {
        if (open != null && open.equals(twin)) {
            twin = null;
            open.close();
        }
    }

    @Override
    public WhatIf whatIf() {
        try {
            return open().await();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FaultException known
                    ? known
                    : new FaultException(new Fault.Internal("the twin could not be made: " + e.getCause(), ""), e);
        }
    }

    @Override
    public void close() {
        Job<WhatIf, String> under;
        synchronized (this) {
            closed = true;
            under = making;
        }
        if (under != null) {
            under.cancel();
            under.awaitEnd(PATIENCE);
        }
        drop();
    }

    private static boolean failed(Job<WhatIf, String> job) {
        return job.result().toCompletableFuture().isCompletedExceptionally();
    }

    private synchronized void drop() {
        making = null;
        var open = twin;
        twin = null;
        if (open != null) {
            open.close();
        }
    }

    private WhatIf make(Consumer<String> progress, BooleanSupplier cancelled) {
        var made = Twin.open(() -> target.open(PgRole.READ), options.telling(step -> {
            progress.accept(step);
            if (cancelled.getAsBoolean()) {
                throw new FaultException(new Fault.Internal("making the twin was cancelled", ""));
            }
        }));
        synchronized (this) {
            if (closed || cancelled.getAsBoolean()) {
                made.close();
                throw new FaultException(new Fault.Internal("making the twin was cancelled", ""));
            }
            close(twin);
            twin = made;
            return made;
        }
    }
}
