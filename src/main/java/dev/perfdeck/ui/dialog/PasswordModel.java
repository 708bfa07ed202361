package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Logins;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.ui.Work;
import java.util.Optional;
import java.util.function.Consumer;

/// A password on its way from a person to one server. Screen executor only.
public final class PasswordModel {
    private final Logins logins;
    private final Source source;
    private final Work work;
    private boolean trying;

    public PasswordModel(Logins logins, Source source, Work work) {
        this.logins = logins;
        this.source = source;
        this.work = work;
    }

    public Source source() {
        return source;
    }

    /// `user@host:port/database`
    public String who() {
        return logins.who(source);
    }

    /// Why it cannot be kept in the system's keyring; empty where it probably can.
    public Optional<String> keyringTrouble() {
        return logins.keyringTrouble();
    }

    /// What the field should hold: of a pasted URL only the password in it.
    public String cleaned(String text) {
        return Logins.withoutUrl(text);
    }

    public boolean ready(String text) {
        return !trying && !text.isEmpty();
    }

    public boolean trying() {
        return trying;
    }

    /// Tries it on the server; `failed` may also say that only the keyring did not take it.
    public void enter(String text, boolean keep, Runnable done, Consumer<Fault> failed) {
        trying = true;
        var secret = new Secret(text);
        work.run(
                "log in to " + source.title(),
                () -> {
                    logins.enter(source, secret, keep);
                    return source;
                },
                ok -> {
                    trying = false;
                    done.run();
                },
                fault -> {
                    trying = false;
                    failed.accept(fault);
                });
    }
}
