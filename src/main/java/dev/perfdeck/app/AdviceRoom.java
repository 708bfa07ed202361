package dev.perfdeck.app;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.lab.TableFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Advice for the environment's database: which indexes, which caches, what nobody would miss. The database itself sees
/// nothing but reads of its catalogs; all questions go to its twin in the plan lab, on this machine. Safe on any
/// thread.
public interface AdviceRoom extends AutoCloseable {
    /// Looks at the workload and says what would help; one at a time, a second call joins the first. Cancelled, it says
    /// what it has found so far.
    Job<AdviceReport, AdviceProgress> advise(AdviceRequest request);

    /// The last report; empty before the first.
    Optional<AdviceReport> last();

    /// What one index would change for one statement, or for all that the last report looked at (which must exist
    /// then). Blocks; well under a second once the twin is there, some seconds before.
    ///
    /// @param createIndex a `CREATE INDEX`, with or without `CONCURRENTLY`
    /// @throws FaultException when it is not one that could be built, or the statement cannot be planned; says why
    WhatIfAnswer whatIf(String createIndex, Optional<String> statement) throws FaultException;

    /// The tables that an index could be put on, with what is known of their columns; for a bench where one is put
    /// together. Blocks for some seconds where the twin is not there yet.
    ///
    /// @throws FaultException when the twin cannot be made
    List<TableFacts> tables() throws FaultException;

    /// Writes each as a Flyway migration with its undo; reads and answers nothing of the database. Its prediction is
    /// kept: once [#measure] finds the index built, the advice counts as followed.
    ///
    /// @return the migration files, in the order of the advice
    /// @throws FaultException when the folder cannot be written
    List<Path> write(Path folder, List<IndexAdvice> advice) throws FaultException;

    /// The folder of the user's migrations as configured; an advice that is written there is applied with
    /// the migration room.
    Optional<Path> migrations();

    /// Notes that an advice was followed, now, so that its prediction will be held against what is measured.
    void followed(IndexAdvice advice) throws FaultException;

    /// What became of advice that was followed, newest first, from the record on this machine; answers at once.
    List<AdviceOutcome> outcomes();

    /// Sees which written advice is built by now, and measures what was followed once more and keeps it. Blocks for a
    /// moment; talks to the database.
    List<AdviceOutcome> measure() throws FaultException, InterruptedException;

    /// How far predictions were off so far.
    ErrorBand band();

    @Override
    void close();
}
