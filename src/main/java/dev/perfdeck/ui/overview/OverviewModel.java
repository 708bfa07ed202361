package dev.perfdeck.ui.overview;

import dev.perfdeck.app.Headline;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.StatementCost;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Window;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.util.List;
import javafx.beans.value.ObservableValue;

/// What the overview shows, pulled from the session on demand; holds still while paused. Screen executor only.
public final class OverviewModel {
    static final int STATEMENTS = 5;

    private final Session session;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;
    private TargetStatus status;

    public OverviewModel(Session session, Work work, ObservableValue<Span> span, ObservableValue<Boolean> paused) {
        this.session = session;
        this.work = work;
        this.span = span;
        this.paused = paused;
        this.status = session.status();
    }

    public boolean paused() {
        return paused.getValue();
    }

    public Span span() {
        return span.getValue();
    }

    public Session session() {
        return session;
    }

    public Work work() {
        return work;
    }

    /// Takes a new status; everything judged on the screen comes from this one record.
    public TargetStatus takeStatus() {
        status = session.status();
        return status;
    }

    public TargetStatus status() {
        return status;
    }

    public Headline headline() {
        return Headline.of(status, session.health());
    }

    public Window window(Metric metric) {
        return session.window(metric, span().length());
    }

    public List<StatementCost> costliest() {
        return session.costliest(span().length(), STATEMENTS);
    }

    public List<Event> events() {
        return session.events();
    }
}
