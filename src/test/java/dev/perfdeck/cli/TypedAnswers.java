package dev.perfdeck.cli;

import dev.perfdeck.model.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A terminal at which somebody types these passwords, one a question; with none there is no terminal.
final class TypedAnswers implements Terminal {
    final List<String> questions = new ArrayList<>();
    private final Deque<String> answers;
    private final boolean present;

    TypedAnswers(List<String> answers) {
        this.answers = new ArrayDeque<>(answers);
        this.present = !answers.isEmpty();
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public Optional<Secret> password(String question) {
        questions.add(question);
        return Optional.ofNullable(answers.poll()).map(Secret::new);
    }
}
