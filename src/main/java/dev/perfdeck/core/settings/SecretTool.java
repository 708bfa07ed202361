package dev.perfdeck.core.settings;

import dev.perfdeck.model.Secret;
import java.util.List;
import java.util.Optional;

/// libsecret's `secret-tool`: GNOME Keyring, KWallet, KeePassXC, whoever provides the Secret Service.
record SecretTool(String program) implements KeyringTool {
    @Override
    public List<String> lookup(String account) {
        return List.of(program, "lookup", "service", SERVICE, "account", account);
    }

    @Override
    public Optional<Secret> secret(Answer answer) {
        return answer.exit() == 0 && !answer.out().isEmpty() ? Optional.of(new Secret(answer.out())) : Optional.empty();
    }

    /// It ends with 1 for "no such entry" and for "no keyring" alike, and complains only about the second.
    @Override
    public boolean absent(Answer answer) {
        return answer.exit() == 1 && answer.err().isBlank();
    }

    @Override
    public List<String> store(String account) {
        return List.of(program, "store", "--label=Perfdeck " + account, "service", SERVICE, "account", account);
    }

    @Override
    public String input(String account, Secret secret) {
        return secret.reveal();
    }
}
