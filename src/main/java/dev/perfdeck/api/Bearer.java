package dev.perfdeck.api;

import dev.perfdeck.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Compares a bearer token in constant time. After five failures within a minute every further failure is answered a
/// second late; a right token never waits.
final class Bearer {
    private static final int FREE_FAILURES = 5;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Supplier<Secret> token;
    private final LongSupplier nanoTime;
    private int failures;
    private long lastFailure;

    Bearer(Supplier<Secret> token, LongSupplier nanoTime) {
        this.token = token;
        this.nanoTime = nanoTime;
    }

    boolean admits(Request request) {
        List<String> given = request.all("authorization");
        boolean one = given.size() == 1 && given.getFirst().regionMatches(true, 0, "Bearer ", 0, 7);
        String presented = one ? given.getFirst().substring(7).strip() : "";
        // digests are compared, so that not even the length is told by the time it takes
        return MessageDigest.isEqual(digest(presented), digest(token.get().reveal()));
    }

    /// How long the answer to this failure is to be held back.
    synchronized Duration failed() {
        long now = nanoTime.getAsLong();
        if (failures > 0 && now - lastFailure > MEMORY.toNanos()) {
            failures = 0;
        }
        failures++;
        lastFailure = now;
        return failures > FREE_FAILURES ? DELAY : Duration.ZERO;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
