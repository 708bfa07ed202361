package dev.perfdeck.core.lab;

import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.core.lab.build.Indexes;
import dev.perfdeck.core.lab.build.TwinCopy;
import dev.perfdeck.core.lab.build.TwinRefresh;
import dev.perfdeck.core.lab.build.TwinServer;
import dev.perfdeck.core.lab.source.ConnectionSource;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.lab.Approximation;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Explained;
import dev.perfdeck.model.lab.IndexFacts;
import dev.perfdeck.model.lab.Outcome;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.model.lab.TableFacts;
import dev.perfdeck.model.lab.TwinVersion;
import dev.perfdeck.model.lab.WhatIf;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// A database's twin on this machine: its schema, its statistics, its sizes and none of its rows, in a PostgreSQL that
/// only this user can reach. It answers what a statement would cost with an index or without one; it never executes
/// one. Safe on any thread; it does one thing at a time. [#close] ends the server and removes every file.
///
/// Method: `docs/plan-lab.md`.
public final class Twin implements WhatIf, AutoCloseable {
    private final ReentrantLock turn = new ReentrantLock();
    private final TwinServer server;
    private final TwinVersion version;
    private final LabOptions options;
    private final TwinSessions sessions;
    private final Planner planner;
    private volatile State state;

    /// What it is a twin of, as it was when last looked at.
    private record State(
            TwinCopy.Made made,
            List<Approximation> approximations,
            TwinContents contents,
            Indexes indexes,
            Candidates candidates,
            Questions questions) {}

    private Twin(TwinServer server, TwinVersion version, LabOptions options, TwinSessions sessions, TwinCopy.Made made)
            throws SQLException {
        this.server = server;
        this.version = version;
        this.options = options;
        this.sessions = sessions;
        planner = new Planner(sessions.asking(), version.twin());
        state = state(made);
    }

    /// Copies a database; takes some seconds. The source sees one read-only session that asks its catalogs.
    ///
    /// @throws FaultException when the source cannot be read or the twin's server does not start
    public static Twin open(ConnectionSource source, LabOptions options) {
        try (var catalog = SourceCatalog.open(source)) {
            var programs = new PgPlaces(options.programs())
                    .forMajor(options.major() == 0 ? catalog.database().major() : options.major());
            options.progress().accept("Starting PostgreSQL " + programs.major() + " (" + programs.origin() + ")");
            return start(catalog, programs, options);
        } catch (SQLException e) {
            throw new FaultException(PgFaults.of(e, "the configured address"), e);
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Internal("the twin could not be made: " + e.getMessage(), "See the log."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(new Fault.Internal("making the twin was interrupted", ""), e);
        }
    }

    private static Twin start(SourceCatalog catalog, PgPrograms programs, LabOptions options)
            throws SQLException, IOException, InterruptedException {
        var server = TwinServer.start(programs);
        try {
            var version = new TwinVersion(catalog.database().major(), programs.major(), programs.origin());
            var made = new TwinCopy(catalog, server, programs.major(), options.redacted(), options.progress())
                    .make(options.mostTables());
            return new Twin(server, version, options, TwinSessions.open(server), made);
        } catch (SQLException | IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private State state(TwinCopy.Made made) throws SQLException {
        var contents = TwinContents.read(sessions.superuser());
        var approximations = new ArrayList<Approximation>();
        if (!version.same()) {
            approximations.add(new Approximation(
                    "",
                    "the source is PostgreSQL " + version.source() + ", the twin " + version.twin()
                            + ", whose planner differs"));
        }
        made.approximations()
                .forEach(it -> approximations.add(
                        new Approximation(contents.plain().getOrDefault(it.object(), it.object()), it.reason())));
        var indexes =
                new Indexes(sessions.catalogs(), sessions.builder(), sessions.qualified(), made.folder(), made.files());
        return new State(
                made,
                List.copyOf(approximations),
                contents,
                indexes,
                new Candidates(indexes, contents),
                new Questions(planner, contents, approximations));
    }

    /// Takes over what changed on the source; who holds the twin holds the new one then, without its candidates. The
    /// source sees what [#open] shows it, but statistics of those tables only that were analyzed since.
    ///
    /// @return false where the tables themselves changed: nothing was done, and the twin has to be made anew
    /// @throws FaultException when the source cannot be read
    public boolean refresh(ConnectionSource source) {
        turn.lock();
        try (var catalog = SourceCatalog.open(source)) {
            state.candidates().dropAll();
            if (catalog.database().major() != version.source()) {
                return false;
            }
            var now = new TwinRefresh(catalog, sessions.catalogs(), state.indexes(), version.twin(), options.redacted())
                    .run(state.made(), options.mostTables());
            if (now.isPresent() && !now.get().equals(state.made())) {
                state = state(now.get());
            }
            return now.isPresent();
        } catch (SQLException e) {
            throw new FaultException(PgFaults.of(e, "the configured address"), e);
        } catch (IOException e) {
            throw lost(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public TwinVersion version() {
        return version;
    }

    @Override
    public List<Approximation> approximations() {
        return state.approximations();
    }

    @Override
    public List<TableFacts> tables() {
        return state.contents().tables();
    }

    @Override
    public List<IndexFacts> indexes() {
        return state.contents().indexes();
    }

    @Override
    public List<Outcome<Candidate>> candidates(List<String> createIndexes) {
        turn.lock();
        try {
            return state.candidates().make(createIndexes);
        } catch (SQLException | IOException e) {
            throw lost(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void drop(Set<Candidate> dropped) {
        turn.lock();
        try {
            state.candidates().drop(dropped);
        } catch (SQLException e) {
            throw lost(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<Outcome<Explained>> explain(List<Question> asked) {
        turn.lock();
        try {
            return state.questions().answer(asked, state.candidates());
        } catch (SQLException e) {
            throw lost(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public long asked() {
        turn.lock();
        try {
            return planner.asked();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            sessions.close();
        } catch (SQLException e) {
            throw lost(e);
        } finally {
            server.close();
            turn.unlock();
        }
    }

    private static FaultException lost(Exception e) {
        return new FaultException(
                new Fault.Internal("the twin does not answer: " + e.getMessage(), "Open the plan lab again."), e);
    }
}
