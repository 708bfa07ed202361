package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.TwinCopy;
import dev.perfdeck.core.lab.build.TwinServer;
import dev.perfdeck.core.lab.source.ConnectionSource;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.target.PgFaults;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.lab.Approximation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A database's schema without rows, statistics and sizes, in a PostgreSQL on this machine that only this user can
/// reach: a place where statements may be run to see what they do. [#close] ends the server and removes every file. For
/// one thread.
public final class Scratch implements AutoCloseable {
    private final TwinServer server;
    private final Connection connection;
    private final List<Approximation> approximations;

    private Scratch(TwinServer server, Connection connection, List<Approximation> approximations) {
        this.server = server;
        this.connection = connection;
        this.approximations = approximations;
    }

    /// Takes some seconds. The source sees one read-only session that asks its catalogs.
    ///
    /// @throws FaultException when the source cannot be read or the server does not start
    public static Scratch open(ConnectionSource source, LabOptions options) {
        try (var catalog = SourceCatalog.open(source)) {
            var major = catalog.database().major();
            var programs = new PgPlaces(options.programs()).forMajor(major);
            options.progress().accept("Starting PostgreSQL " + programs.major() + " (" + programs.origin() + ")");
            var server = TwinServer.start(programs);
            try {
                var approximations = new TwinCopy(
                                catalog, server, programs.major(), options.redacted(), options.progress())
                        .schemaOnly(options.mostTables());
                return new Scratch(server, server.owner(Map.of()), approximations);
            } catch (SQLException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new FaultException(PgFaults.of(e, "the configured address"), e);
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Internal("the empty copy could not be made: " + e.getMessage(), "See the log."), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaultException(new Fault.Internal("making the empty copy was interrupted", ""), e);
        }
    }

    /// In autocommit, as the owner of everything that was copied.
    public Connection connection() {
        return connection;
    }

    /// What is not as on the source.
    public List<Approximation> approximations() {
        return approximations;
    }

    @Override
    public void close() {
        try (server) {
            connection.close();
        } catch (SQLException e) {
            throw new FaultException(new Fault.Internal("the empty copy could not be left: " + e.getMessage(), ""), e);
        }
    }
}
