package dev.perfdeck.demo.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A bag of kinds of request; one drawn at random comes as often as its share says.
final class Mix {
    private final List<Call> calls = new ArrayList<>();

    Mix with(int share, Call call) {
        calls.addAll(Collections.nCopies(share, call));
        return this;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }
}
