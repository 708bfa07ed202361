package dev.perfdeck.core.query.jdbc;

import dev.perfdeck.core.query.call.SqlShape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// The statement that a connection runs now. Written by the thread that runs it, without a fence that it would have
/// to wait for; read by the watch.
final class RunningSlot {
    private static final VarHandle STARTED = handle();

    private @Nullable SqlShape shape;
    private @Nullable Thread thread;
    private long started;
    /// The start of the one last reported; for the watch.
    private long reported;

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(RunningSlot.class, "started", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /// @param nanoTime not 0
    void begin(SqlShape what, long nanoTime) {
        shape = what;
        thread = Thread.currentThread();
        STARTED.setRelease(this, nanoTime);
    }

    void end() {
        STARTED.setRelease(this, 0L);
    }

    /// One that runs and was not reported yet.
    record Running(SqlShape shape, Thread thread, long nanos) {}

    /// What has run for so long and is seen for the first time. For one thread.
    @Nullable
    Running overdue(long now, long nanos) {
        long since = (long) STARTED.getAcquire(this);
        var what = shape;
        var who = thread;
        if (since == 0 || since == reported || now - since < nanos || what == null || who == null) {
            return null;
        }
        VarHandle.fullFence();
        // Another may have begun while this was read.
        if ((long) STARTED.getAcquire(this) != since) {
            return null;
        }
        reported = since;
        return new Running(what, who, now - since);
    }
}
