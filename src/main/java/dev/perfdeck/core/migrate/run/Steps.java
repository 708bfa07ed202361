package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Course;
import dev.perfdeck.core.migrate.SqlFaults;
import dev.perfdeck.core.migrate.Stopped;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationRun.Outcome;
import dev.perfdeck.model.migration.MigrationRun.Step;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of each step, as a run goes along; each is written into the journal before and after. For the thread of
/// the run.
final class Steps {
    interface Deed {
        Outcome done() throws SQLException, ScriptRun.HalfDone;
    }

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Journal.Run journal;
    private final Course course;

    Steps(Journal.Run journal, Course course) {
        this.journal = journal;
        this.course = course;
    }

    void expect(List<String> titles) {
        titles.forEach(title -> steps.putIfAbsent(title, new Step(title, Outcome.NOT_REACHED, Duration.ZERO)));
    }

    void note(String title, Outcome outcome, Duration took) {
        steps.put(title, new Step(title, outcome, took));
    }

    /// @param detail for the journal: what should be known when nobody tells the end
    void take(String title, String sql, String detail, Deed deed) throws SQLException, ScriptRun.HalfDone {
        journal.begun(title, sql, detail);
        carryOut(title, sql, deed);
    }

    /// A step that is one transaction together with its record.
    void takeWhole(String title, String sql, String detail, Deed deed) throws SQLException, ScriptRun.HalfDone {
        journal.begunWhole(title, sql, detail);
        carryOut(title, sql, deed);
    }

    private void carryOut(String title, String sql, Deed deed) throws SQLException, ScriptRun.HalfDone {
        var from = System.nanoTime();
        try {
            var outcome = deed.done();
            end(title, sql, outcome, from, JournalEntry.Outcome.DONE, "");
            course.finishedOne();
        } catch (Stopped e) {
            end(title, sql, Outcome.CANCELLED, from, JournalEntry.Outcome.CANCELLED, "");
            throw e;
        } catch (FaultException e) {
            end(
                    title,
                    sql,
                    Outcome.FAILED,
                    from,
                    JournalEntry.Outcome.FAILED,
                    e.fault().summary());
            throw e;
        } catch (ScriptRun.HalfDone e) {
            end(title, sql, Outcome.FAILED, from, JournalEntry.Outcome.FAILED, String.valueOf(e.getMessage()));
            throw e;
        } catch (SQLException e) {
            end(title, sql, Outcome.FAILED, from, JournalEntry.Outcome.FAILED, SqlFaults.reason(e));
            throw e;
        }
    }

    private void end(
            String title, String sql, Outcome outcome, long from, JournalEntry.Outcome journaled, String detail) {
        var took = Duration.ofNanos(System.nanoTime() - from);
        note(title, outcome, took);
        journal.ended(title, sql, journaled, took, detail);
    }

    boolean did(String title) {
        var step = steps.get(title);
        return step != null && (step.outcome() == Outcome.APPLIED || step.outcome() == Outcome.ADOPTED);
    }

    /// A step that went well and whose record did not.
    void failedAfterAll(String title, String sql, String detail) {
        var took = steps.containsKey(title) ? steps.get(title).took() : Duration.ZERO;
        note(title, Outcome.FAILED, took);
        journal.ended(title, sql, JournalEntry.Outcome.FAILED, took, detail);
    }

    MigrationRun ended(boolean cancelled, Optional<Fault> fault) {
        var stands = new ArrayList<String>();
        count(stands, Outcome.APPLIED, "applied");
        count(stands, Outcome.ADOPTED, "were there already and are recorded now");
        count(stands, Outcome.UNDONE, "taken back");
        count(stands, Outcome.REPAIRED, "repaired");
        count(stands, Outcome.NOT_REACHED, "not reached");
        if (fault.orElse(null) instanceof Fault.MigrationFailed failed) {
            stands.add(failed.migration() + ": " + failed.state());
        }
        var text = stands.isEmpty() ? "nothing had to be changed" : String.join("; ", stands);
        return new MigrationRun(List.copyOf(steps.values()), cancelled, fault, text);
    }

    private void count(List<String> stands, Outcome outcome, String words) {
        var count = steps.values().stream()
                .filter(step -> step.outcome() == outcome)
                .count();
        if (count > 0) {
            stands.add(count + " " + words);
        }
    }
}
