package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.model.StatementReport;
import dev.perfdeck.model.Window;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanTrial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The statements of pg_stat_statements. Readers answer from memory at once, on any thread; [#ask] talks to the server.
public interface StatementRoom {
    /// Whatever was called in the span, by total time.
    List<StatementFigures> statements(Duration span, StatementFilter filter);

    /// Mean milliseconds of one statement, interval by interval (five seconds), oldest first; NaN where not called.
    double[] trend(String key, Duration span);

    /// The same on the seconds of the span, with gaps between the readings.
    Window mean(String key, Duration span);

    /// Its calls a second on the same seconds.
    Window calls(String key, Duration span);

    /// The plan of a statement of the watched database, made for whatever values; nothing is run. Talks to the server.
    ///
    /// @throws FaultException when the server does not answer
    PlanAnswer plan(StatementFigures statement) throws FaultException;

    /// What would be run to measure the plan of a statement that only reads, to be shown first; empty for others. Talks
    /// to the server.
    ///
    /// @throws FaultException when the server does not answer, or does not take the statement
    Optional<PlanTrial> trial(StatementFigures statement) throws FaultException;

    /// Runs what was shown and agreed to, in a transaction that may only read, under its time limit, and rolls it back.
    ///
    /// @throws FaultException when the server does not answer
    PlanAnswer run(PlanTrial trial) throws FaultException;

    /// A statement without its values, as what is asked one by one is told
    /// ([dev.perfdeck.model.QueryFigures.NPlusOne]).
    String shape(String sql);

    /// Why the figures are not the whole truth.
    List<StatementNotice> notices();

    /// Whether the statements of the server's other databases are watched too.
    void everyDatabase(boolean wanted);

    /// Asks the server now. Blocks, for the window and some seconds.
    ///
    /// @param window from now on; empty for everything since the statistics began
    /// @throws FaultException when the server does not answer, or has no pg_stat_statements to be read
    StatementReport ask(Optional<Duration> window, int limit, StatementOrder by)
            throws FaultException, InterruptedException;
}
