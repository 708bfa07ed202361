package dev.perfdeck.core.lab;

import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.core.lab.build.Indexes;
import dev.perfdeck.core.lab.build.TwinCopy;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final List<Approximation> approximations;
    private final List<Connection> sessions;
    private final TwinContents contents;
    private final Candidates candidates;
    private final Questions questions;

    private Twin(
            TwinServer server,
            TwinVersion version,
            List<Approximation> approximations,
            List<Connection> sessions,
            TwinContents contents,
            Candidates candidates,
            Questions questions) {
        this.server = server;
        this.version = version;
        this.approximations = approximations;
        this.sessions = sessions;
        this.contents = contents;
        this.candidates = candidates;
        this.questions = questions;
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
            return furnish(server, version, made);
        } catch (SQLException | IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static Twin furnish(TwinServer server, TwinVersion version, TwinCopy.Made made) throws SQLException {
        var sessions = new ArrayList<Connection>();
        var superuser = server.superuser(TwinServer.DATABASE);
        sessions.add(superuser);
        var contents = TwinContents.read(superuser);
        try (var statement = superuser.createStatement()) {
            statement.execute("set search_path = pg_catalog");
        }
        var builder = server.owner(Map.of());
        sessions.add(builder);
        var qualified = server.owner(Map.of("options", "-c search_path=pg_catalog"));
        sessions.add(qualified);
        var asking = server.owner(Map.of("preferQueryMode", "simple", "options", "-c statement_timeout=20000"));
        sessions.add(asking);
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
        var planner = new Planner(asking, version.twin());
        return new Twin(
                server,
                version,
                List.copyOf(approximations),
                sessions,
                contents,
                new Candidates(new Indexes(superuser, builder, qualified, made.folder(), made.files()), contents),
                new Questions(planner, contents, approximations));
    }

    @Override
    public TwinVersion version() {
        return version;
    }

    @Override
    public List<Approximation> approximations() {
        return approximations;
    }

    @Override
    public List<TableFacts> tables() {
        return contents.tables();
    }

    @Override
    public List<IndexFacts> indexes() {
        return contents.indexes();
    }

    @Override
    public List<Outcome<Candidate>> candidates(List<String> createIndexes) {
        turn.lock();
        try {
            return candidates.make(createIndexes);
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
            candidates.drop(dropped);
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
            return questions.answer(asked, candidates);
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
            return questions.asked();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            for (var session : sessions) {
                session.close();
            }
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
