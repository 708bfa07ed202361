package dev.perfdeck.core.settings;

import dev.perfdeck.core.settings.KeyringTool.Answer;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keyring of the operating system, service `perfdeck`, accounts such as `staging/database`. Where there is none,
/// or
/// it hangs, nobody waits longer than [#PATIENCE] and [#trouble] says what is missing.
///
/// Safe on any thread. A locked keyring may show a dialog of its own to unlock it; the look-up goes on behind, and who
/// asks again later gets its answer. [#close] ends the child processes that are still under way.
public final class Keyring implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(900);
    /// How long a person may take to unlock it.
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration STORING = Duration.ofSeconds(30);
    private static final Logger log = LoggerFactory.getLogger(Keyring.class);

    private final Optional<KeyringTool> tool;
    private final Map<String, String> variables;
    private final Map<String, Lookup> pending = new ConcurrentHashMap<>();
    private final Set<ToolRun> running = ConcurrentHashMap.newKeySet();
    private final List<Runnable> lateListeners = new CopyOnWriteArrayList<>();
    private volatile String trouble;
    private volatile boolean closed;

    private record Lookup(CompletableFuture<Optional<Secret>> answer, long deadlineNanos) {}

    private Keyring(KeyringFinder found, Map<String, String> variables) {
        this.tool = found.tool();
        this.variables = Map.copyOf(variables);
        this.trouble = found.missing();
    }

    /// @param variables of the process, `System.getenv()`; starts nothing yet
    public static Keyring of(Map<String, String> variables) {
        return new Keyring(KeyringFinder.on(System.getProperty("os.name", ""), variables), variables);
    }

    public static Keyring none() {
        return new Keyring(KeyringFinder.none("no keyring is used"), Map.of());
    }

    /// Why nothing can be kept there; empty as long as it works or has not been asked.
    public Optional<String> trouble() {
        return trouble.isEmpty() ? Optional.empty() : Optional.of(trouble);
    }

    /// Runs when an answer came after whoever asked had stopped waiting for it.
    public void onLateAnswer(Runnable listener) {
        lateListeners.add(listener);
    }

    /// Blocks, at most for [#PATIENCE].
    Optional<Secret> find(String account) {
        if (tool.isEmpty() || closed) {
            return Optional.empty();
        }
        var lookup = pending.computeIfAbsent(account, name -> lookup(tool.get(), name));
        try {
            long left = Math.max(0, lookup.deadlineNanos() - System.nanoTime());
            var found = lookup.answer().get(left, java.util.concurrent.TimeUnit.NANOSECONDS);
            pending.remove(account, lookup);
            return found;
        } catch (java.util.concurrent.TimeoutException _) {
            trouble = "it has not answered yet; perhaps it is locked";
        } catch (java.util.concurrent.ExecutionException e) {
            pending.remove(account, lookup);
            log.debug("the keyring did not answer", e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Lookup lookup(KeyringTool by, String account) {
        var answer = new CompletableFuture<Optional<Secret>>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Thread.ofVirtual().name("look into the keyring").start(() -> {
            try {
                var found = judged(by, run(by.lookup(account), "", LONGEST));
                answer.complete(found);
                if (found.isPresent() && System.nanoTime() - deadline > 0) {
                    lateListeners.forEach(Runnable::run);
                }
            } catch (IOException | InterruptedException e) {
                trouble = "it does not answer";
                answer.completeExceptionally(e);
            }
        });
        return new Lookup(answer, deadline);
    }

    private Optional<Secret> judged(KeyringTool by, Answer answer) {
        var found = by.secret(answer);
        trouble = found.isPresent() || by.absent(answer) ? "" : reason(answer);
        return found;
    }

    /// Keeps a password there, in place of an earlier one. Blocks, at most for half a minute: it may have to be
    /// unlocked.
    ///
    /// @throws FaultException when it was not kept
    void store(String account, Secret secret) {
        var by = tool.orElseThrow(() -> notKept(trouble));
        try {
            var answer = run(by.store(account), by.input(account, secret), STORING);
            if (answer.exit() != 0 || !stored(by, account, secret)) {
                throw notKept(reason(answer));
            }
        } catch (IOException e) {
            throw notKept("it does not answer");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw notKept("interrupted");
        }
    }

    /// Read back: a program that reads commands on stdin may end well though one of them failed.
    private boolean stored(KeyringTool by, String account, Secret secret) throws IOException, InterruptedException {
        return judged(by, run(by.lookup(account), "", STORING))
                .filter(kept -> kept.reveal().equals(secret.reveal()))
                .isPresent();
    }

    private Answer run(List<String> command, String input, Duration limit) throws IOException, InterruptedException {
        try (var run = new ToolRun(command, variables)) {
            running.add(run);
            try {
                if (closed) {
                    throw new IOException("closed");
                }
                return run.answer(input, limit);
            } finally {
                running.remove(run);
            }
        }
    }

    private static String reason(Answer answer) {
        String first =
                answer.exit() == 0 ? "" : answer.err().lines().findFirst().orElse("");
        String clean = Rejection.named(first.replaceFirst("^[a-z-]+: ", ""));
        return clean.isBlank() ? "it did not take or give the entry" : clean;
    }

    private static FaultException notKept(String why) {
        return new FaultException(new Fault.Internal(
                "The keyring did not keep the password: " + why,
                "It is used until Perfdeck ends, and asked for again."));
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(ToolRun::close);
    }
}
