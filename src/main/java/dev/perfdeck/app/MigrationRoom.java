package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationPlan;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.model.migration.MigrationRun;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.Preflight;
import dev.perfdeck.model.migration.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The migrations of the environment's database: the user's folder and the built-in performance indexes, as one guarded
/// procedure of steps that can each be run alone and again.
///
/// Every [Job] works on a thread of its own and talks to the database; readers answer at once. Of the errands that
/// write, one runs at a time; [#underWay] is it. Safe on any thread.
///
/// `confirmation` is what the person typed: on an environment marked `production` an errand that writes is refused
/// unless it is the environment's name. Elsewhere it may be empty.
public interface MigrationRoom {
    /// What was found at the last [#look]; empty before the first.
    Optional<MigrationPicture> last();

    /// How migrations and indexes stand. Its result throws what kept it from looking.
    Job<MigrationPicture, String> look();

    /// What [#apply] would run, with locks and findings. Changes nothing.
    Job<MigrationPlan, String> plan(MigrationScope scope);

    /// The same, and each script is tried on an empty copy of the schema on this machine, to tell the locks that it
    /// really takes. Takes some seconds; its progress says what is being done. Changes nothing on the server.
    Job<MigrationPlan, String> trace(MigrationScope scope);

    /// What would stop or delay [#apply]. Changes nothing.
    Job<Preflight, String> preflight(MigrationScope scope);

    /// What would stop or delay [#order]. Changes nothing.
    Job<Preflight, String> preflight(IndexOrder order);

    /// Runs what is pending. What was done stays, however the run ends. Cancel the job to stop it.
    ///
    /// @throws FaultException `Rejected`, when the confirmation is wrong or another errand is under way
    Job<MigrationRun, MigrationProgress> apply(MigrationScope scope, String confirmation) throws FaultException;

    /// Takes back what is above the scope's version, the newest first; without a version the last migration of the
    /// folder, or all built-in indexes.
    ///
    /// @throws FaultException as [#apply]
    Job<MigrationRun, MigrationProgress> undo(MigrationScope scope, String confirmation) throws FaultException;

    /// Removes or rebuilds what a failed build left and mends Flyway's history together with it.
    ///
    /// @throws FaultException as [#apply]
    Job<MigrationRun, MigrationProgress> repair(String confirmation) throws FaultException;

    /// Carries out one index statement that no file holds.
    ///
    /// @throws FaultException as [#apply]
    Job<MigrationRun, MigrationProgress> order(IndexOrder order, String confirmation) throws FaultException;

    /// Whether the history's claims are true: indexes valid and as defined, queries served, latency.
    Job<Verification, String> verify();

    /// The errand that writes now, whoever began it in this console.
    Optional<Job<MigrationRun, MigrationProgress>> underWay();

    /// The name that must be typed before a write; empty where none is asked for.
    Optional<String> nameToType();

    /// The newest lines first, of this environment.
    List<JournalEntry> journal(int most);

    /// Writes the whole journal of this environment as JSON lines.
    void exportJournal(Path to) throws IOException;
}
