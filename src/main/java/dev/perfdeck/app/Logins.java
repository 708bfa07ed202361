package dev.perfdeck.app;

import dev.perfdeck.core.settings.PastedUrl;
import dev.perfdeck.core.settings.StoredPasswords;
import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.util.Optional;
import java.util.function.Consumer;

/// What a person who is asked for a password needs to know, and the verb that takes it: tried out first, then held in
/// memory, then used by every line. Safe on any thread; [#enter] blocks.
public final class Logins {
    private final Environment environment;
    private final StoredPasswords passwords;
    private final Consumer<Source> reconnect;

    /// @param reconnect makes the lines ask again and returns when the source has answered, or does not
    Logins(Environment environment, StoredPasswords passwords, Consumer<Source> reconnect) {
        this.environment = environment;
        this.passwords = passwords;
        this.reconnect = reconnect;
    }

    /// `user@host:port/database`: who gets the password.
    public String who(Source source) {
        return switch (source) {
            case POSTGRESQL ->
                environment
                        .database()
                        .map(d -> d.user() + "@" + new PgTarget(d, environment, Passwords.NONE).address())
                        .orElse("");
            case REDIS ->
                environment
                        .redis()
                        .map(r -> r.url().replaceFirst("^[a-z-]+://", ""))
                        .orElse("");
            case ENDPOINTS -> "";
        };
    }

    /// Why no password can be kept in the system's keyring; empty where it probably can.
    public Optional<String> keyringTrouble() {
        return passwords.keyring().trouble();
    }

    /// The password inside, when the text is a URL of a server with one in it; the text itself otherwise.
    public static String withoutUrl(String text) {
        return PastedUrl.of(text).map(pasted -> pasted.password().reveal()).orElse(text);
    }

    /// Tries the password on the server; when it is taken, it is used from now on, and kept in the keyring if
    /// so asked. Blocks for some seconds.
    ///
    /// @throws FaultException when the server refuses it or does not answer, and nothing has changed; or when
    ///     all is well but the keyring did not keep it
    public void enter(Source source, Secret secret, boolean keep) throws FaultException {
        tryOut(source, (place, asked) -> Optional.of(secret));
        passwords.remember(environment, source, secret);
        reconnect.accept(source);
        if (keep) {
            passwords.keep(environment, source, secret);
        }
    }

    private void tryOut(Source source, Passwords entered) {
        switch (source) {
            case POSTGRESQL -> environment.database().ifPresent(d -> new PgTarget(d, environment, entered).tryLogin());
            case REDIS ->
                environment.redis().ifPresent(r -> {
                    try (var target = new RedisTarget(r, environment, entered)) {
                        target.tryLogin();
                    }
                });
            case ENDPOINTS -> throw new IllegalArgumentException("endpoints have no password");
        }
    }
}
