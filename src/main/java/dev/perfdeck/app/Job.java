package dev.perfdeck.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A long errand on a virtual thread: ask it how far it is, or to stop. Safe on any thread.
///
/// @param <T> what it brings back
/// @param <P> how it says how far it is
public final class Job<T, P> {
    /// The errand itself. It reports progress, looks at `cancelled` between its steps, and undoes what it half did.
    @FunctionalInterface
    public interface Errand<T, P> {
        T run(Consumer<P> progress, BooleanSupplier cancelled) throws Exception;
    }

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile Optional<P> progress = Optional.empty();
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Job() {}

    public static <T, P> Job<T, P> start(String name, Errand<T, P> errand) {
        var job = new Job<T, P>();
        Thread.ofVirtual().name(name).start(() -> job.run(errand));
        return job;
    }

    private void run(Errand<T, P> errand) {
        try {
            result.complete(errand.run(step -> progress = Optional.of(step), cancelled::get));
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    public Optional<P> progress() {
        return progress;
    }

    /// Asks the errand to stop; it ends in its own time, with a result that says what stands.
    public void cancel() {
        cancelled.set(true);
    }

    public boolean cancelled() {
        return cancelled.get();
    }

    /// Completes on the errand's own thread.
    public CompletionStage<T> result() {
        return result.minimalCompletionStage();
    }

    /// Waits for the result.
    ///
    /// @throws java.util.concurrent.CompletionException around what the errand threw
    public T await() {
        return result.join();
    }

    /// Waits for the end, however it ends, but not for ever.
    ///
    /// @return whether it ended
    public boolean awaitEnd(Duration atMost) {
        try {
            result.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
