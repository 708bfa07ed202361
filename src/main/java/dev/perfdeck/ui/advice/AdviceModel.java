package dev.perfdeck.ui.advice;

import dev.perfdeck.app.AdviceRoom;
import dev.perfdeck.app.Job;
import dev.perfdeck.app.MigrationRoom;
import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceProgress;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.AdviceRequest;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.WhatIfAnswer;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.ui.Work;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// What the advice screen shows and asks. Screen executor only.
public final class AdviceModel {
    private final Session session;
    private final AdviceRoom room;
    private final Work work;
    private Optional<Job<AdviceReport, AdviceProgress>> job = Optional.empty();
    private Optional<Fault> trouble = Optional.empty();
    private List<AdviceOutcome> outcomes;
    private long asked;

    public AdviceModel(Session session, AdviceRoom room, Work work) {
        this.session = session;
        this.room = room;
        this.work = work;
        this.outcomes = room.outcomes();
    }

    Session session() {
        return session;
    }

    Work work() {
        return work;
    }

    AdviceRoom room() {
        return room;
    }

    Optional<MigrationRoom> migrations() {
        return session.migrations();
    }

    Optional<AdviceReport> report() {
        return room.last();
    }

    boolean asking() {
        return job.isPresent();
    }

    Optional<AdviceProgress> progress() {
        return job.flatMap(Job::progress);
    }

    /// Why the last question brought nothing.
    Optional<Fault> trouble() {
        return trouble;
    }

    /// Asks for advice; does nothing while it is being asked for.
    void ask(OptionalLong budgetBytes, Runnable changed) {
        if (asking()) {
            return;
        }
        var started = room.advise(
                new AdviceRequest(budgetBytes, AdviceRequest.USUAL_TOP, Optional.empty(), Optional.empty()));
        job = Optional.of(started);
        trouble = Optional.empty();
        changed.run();
        work.run(
                "advice",
                started::await,
                report -> {
                    job = Optional.empty();
                    changed.run();
                },
                fault -> {
                    job = Optional.empty();
                    trouble = Optional.of(fault);
                    changed.run();
                });
    }

    void cancel() {
        job.ifPresent(Job::cancel);
    }

    /// What an index would change. An answer that a newer question has overtaken is dropped.
    ///
    /// `done` gets the milliseconds that it took, too.
    void whatIf(String createIndex, Optional<String> statement, Answer done, Consumer<Fault> failed) {
        long mine = ++asked;
        long from = System.nanoTime();
        work.run(
                "what if",
                () -> room.whatIf(createIndex, statement),
                answer -> {
                    if (mine == asked) {
                        done.take(answer, (System.nanoTime() - from) / 1e6);
                    }
                },
                fault -> {
                    if (mine == asked) {
                        failed.accept(fault);
                    }
                });
    }

    interface Answer {
        void take(WhatIfAnswer answer, double millis);
    }

    void tables(Consumer<List<TableFacts>> done, Consumer<Fault> failed) {
        work.run("tables of the lab", room::tables, done, failed);
    }

    void write(Path folder, List<IndexAdvice> advice, Consumer<List<Path>> done, Consumer<Fault> failed) {
        work.run("write migrations", () -> room.write(folder, advice), done, failed);
    }

    /// Notes that an advice was followed, from now on.
    void followed(IndexAdvice advice, Consumer<Fault> failed) {
        work.run(
                "advice followed",
                () -> {
                    room.followed(advice);
                    return room.outcomes();
                },
                now -> outcomes = now,
                failed);
    }

    List<AdviceOutcome> outcomes() {
        return outcomes;
    }

    void measure(Runnable changed, Consumer<Fault> failed) {
        work.run(
                "measure advice",
                room::measure,
                now -> {
                    outcomes = now;
                    changed.run();
                },
                failed);
    }
}
