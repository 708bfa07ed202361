package dev.perfdeck.ui;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries a verb off the FX thread and its result back: the verb on a virtual thread, the two consumers on `screen`.
///
/// @param screen the FX thread; in tests any executor
public record Work(Executor screen) {
    private static final Logger log = LoggerFactory.getLogger(Work.class);

    public <T> void run(String name, Callable<T> verb, Consumer<T> done, Consumer<Fault> failed) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                var result = verb.call();
                show(() -> done.accept(result));
            } catch (Throwable failure) {
                var fault = faultOf(failure);
                show(() -> failed.accept(fault));
            }
        });
    }

    /// A screen that has closed meanwhile wants no answers.
    private void show(Runnable answer) {
        try {
            screen.execute(answer);
        } catch (RejectedExecutionException closed) {
            log.debug("the screen is closed: {}", closed.toString());
        }
    }

    /// What to tell the user of any exception; one that no border foresaw is logged with its trace.
    public static Fault faultOf(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof FaultException known) {
            return known.fault();
        }
        log.error("unforeseen failure", cause);
        return new Fault.Internal(
                "Perfdeck failed: " + cause, "This is a defect of Perfdeck; its log file holds the details.");
    }
}
