package dev.perfdeck.core.settings;

import dev.perfdeck.model.Secret;
import java.util.List;
import java.util.Optional;

/// The program of an operating system that reads and writes its keyring. An implementation only makes command lines and
/// reads answers; it runs nothing. A password stands on stdin and stdout, never in an argument: other users see those.
interface KeyringTool {
    String SERVICE = "perfdeck";

    /// How a run ended; whoever gets one must not log its text, which may hold a password.
    record Answer(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit " + exit;
        }
    }

    List<String> lookup(String account);

    Optional<Secret> secret(Answer answer);

    /// Whether the keyring works and merely has no such entry.
    boolean absent(Answer answer);

    List<String> store(String account);

    /// What [#store] reads on stdin.
    String input(String account, Secret secret);
}
