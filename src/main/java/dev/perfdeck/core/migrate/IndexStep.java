package dev.perfdeck.core.migrate;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.IndexRun.Outcome;
import dev.perfdeck.model.PerformanceIndex.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// Builds or removes one index and believes only the catalog about the outcome.
///
/// @param desk            where the catalog is asked
/// @param cleanupPatience how long removing a leftover may wait for other sessions
public record IndexStep(ConnectionSource source, Desk desk, Duration cleanupPatience) {
    private static final String NOTHING_LEFT = "nothing is left of it on the server";
    private static final String LEFTOVER =
            "an invalid index is left, which costs writes and serves no reads; the next apply removes it first";

    /// Leaves a valid index or none. Returns BUILT or ADOPTED.
    ///
    /// @throws Stopped        the user stopped it, nothing is left
    /// @throws FaultException it failed; the fault says what stands
    public Outcome build(IndexScript script, Course course) throws SQLException {
        var before = settled(script, course);
        if (before.state() == State.VALID) {
            return Outcome.ADOPTED;
        }
        if (before.state() == State.INVALID && !swept(script, course)) {
            throw failed(script, "an earlier build left an invalid index that could not be removed", LEFTOVER);
        }
        course.report(script.name(), "starting");
        var failure = execute(script, script.index().sql(), course);
        return afterBuild(script, failure, course);
    }

    /// Leaves no index. Returns REMOVED or ALREADY_GONE.
    public Outcome remove(IndexScript script, Course course) throws SQLException {
        var before = settled(script, course);
        if (before.state() == State.MISSING) {
            return Outcome.ALREADY_GONE;
        }
        course.report(script.name(), "removing");
        var failure = execute(script, script.undo(), course);
        return afterRemoval(script, failure, course);
    }

    /// Waits for a build of somebody else, or of ours before a crash, to end: dropping it under way would be wrong.
    private Standing settled(IndexScript script, Course course) throws SQLException {
        while (true) {
            if (course.cancelled()) {
                throw new Stopped();
            }
            var standing = desk.ask(connection -> Catalog.look(connection, script));
            if (standing.state() != State.BUILDING) {
                return known(script, standing);
            }
            var sight = desk.ask(connection -> new Backend(standing.builder(), null).look(connection));
            sight.ifPresent(seen -> course.report(
                    script.name(), seen.phase(), seen.percent(), Optional.of(standing.remark()), seen.blocker()));
            course.pause(Supervision.TICK);
        }
    }

    static Standing known(IndexScript script, Standing standing) {
        if (standing.state() == State.UNKNOWN) {
            throw new FaultException(new Fault.MigrationFailed(
                    script.name(),
                    standing.remark(),
                    "nothing has been changed",
                    "Rename or drop what has that name, or create the table; then try again."));
        }
        return standing;
    }

    private Optional<SQLException> execute(IndexScript script, String sql, Course course) throws SQLException {
        var supervision = new Supervision(source);
        try (var session = Session.open(source)) {
            var failure = supervision.run(session, script.name(), sql, course);
            if (failure.filter(SqlFaults::lost).isPresent()) {
                supervision.untilGone(Backend.of(session), script.name(), course);
            }
            return failure;
        }
    }

    private Outcome afterBuild(IndexScript script, Optional<SQLException> failure, Course course) throws SQLException {
        var now = look(script);
        if (now == State.VALID) {
            return Outcome.BUILT;
        }
        var clean = now == State.MISSING || swept(script, course);
        if (clean && course.cancelled()) {
            throw new Stopped();
        }
        var stands = clean ? NOTHING_LEFT : LEFTOVER;
        throw failure.map(e -> new FaultException(SqlFaults.failed(script.name(), e, stands), e))
                .orElseGet(() -> failed(script, "the server reported success, but the index is not valid", stands));
    }

    private Outcome afterRemoval(IndexScript script, Optional<SQLException> failure, Course course)
            throws SQLException {
        var now = look(script);
        if (now == State.MISSING) {
            return Outcome.REMOVED;
        }
        if (now == State.VALID && course.cancelled()) {
            throw new Stopped();
        }
        var stands = now == State.VALID ? "the index stands as before" : LEFTOVER;
        throw failure.map(e -> new FaultException(SqlFaults.failed(script.name(), e, stands), e))
                .orElseGet(() -> failed(script, "the index is still there", stands));
    }

    /// Removes an invalid index; false when other sessions did not let it.
    private boolean swept(IndexScript script, Course course) throws SQLException {
        course.report(script.name(), "removing an invalid leftover");
        try (var session = Session.open(source).waitingAtMost(cleanupPatience)) {
            new Supervision(source).run(session, script.name(), script.undo(), course.toItsEnd());
        }
        return look(script) == State.MISSING;
    }

    private State look(IndexScript script) throws SQLException {
        return desk.ask(connection -> Catalog.look(connection, script)).state();
    }

    private static FaultException failed(IndexScript script, String reason, String stands) {
        return new FaultException(
                new Fault.MigrationFailed(script.name(), reason, stands, "Apply again once the cause is mended."));
    }
}
