package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.Resettable;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.ui.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Which counters to zero; nothing happens before `reset`. Screen executor only.
public final class ResetModel {
    private final Session session;
    private final Work work;
    private final List<Resettable> choices;
    private final Set<ResetScope> chosen = EnumSet.noneOf(ResetScope.class);
    private String typed = "";

    public ResetModel(Session session, Work work) {
        this.session = session;
        this.work = work;
        this.choices = session.resettable();
        choices.stream()
                .filter(c -> c.possible() && c.scope() != ResetScope.REDIS_SERVER)
                .forEach(c -> chosen.add(c.scope()));
    }

    public List<Resettable> choices() {
        return choices;
    }

    public boolean chosen(ResetScope scope) {
        return chosen.contains(scope);
    }

    public void choose(ResetScope scope, boolean wanted) {
        if (wanted) {
            chosen.add(scope);
        } else {
            chosen.remove(scope);
        }
    }

    public boolean production() {
        return session.environment().production();
    }

    public String environment() {
        return session.environment().name();
    }

    public void type(String name) {
        typed = name;
    }

    public boolean ready() {
        return !chosen.isEmpty() && (!production() || typed.equals(environment()));
    }

    public void reset(Runnable done, Consumer<Fault> failed) {
        var scopes = Set.copyOf(chosen);
        work.run(
                "reset statistics",
                () -> {
                    session.reset(scopes);
                    return scopes;
                },
                ok -> done.run(),
                failed);
    }
}
