package dev.perfdeck.cli;

import dev.perfdeck.model.Secret;
import java.util.Optional;

/// Asks the person at the terminal. A second implementation lets a test answer; none may echo or keep what it reads.
public interface Terminal {
    /// Whether a person can be asked at all.
    boolean present();

    /// What was typed after the question, unseen; empty when nothing was. Blocks.
    Optional<Secret> password(String question);

    /// What was typed after the question, in plain sight; empty when nothing was. Blocks.
    default String line(String question) {
        return "";
    }

    /// The terminal of this process, if both its input and its output are one.
    static Terminal ofProcess() {
        return new ProcessTerminal();
    }
}
