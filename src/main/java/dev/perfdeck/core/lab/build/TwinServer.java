package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.embedded.Leftovers;
import dev.perfdeck.core.embedded.PgChild;
import dev.perfdeck.core.embedded.PgPrograms;
import dev.perfdeck.core.embedded.RandomPassword;
import dev.perfdeck.core.embedded.ServerHome;
import dev.perfdeck.core.embedded.Watchdog;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/// The server of one twin, in a directory that only this user can read. It ends with the console, however that ends.
///
/// Two roles use it: the superuser writes to the catalogs what we computed; `twin` owns the schema and asks the
/// questions, so that no function or expression copied from the source ever runs with more rights than a plain role of
/// an empty database.
public final class TwinServer implements AutoCloseable {
    public static final String DATABASE = "twin";
    public static final String OWNER = "twin";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("autovacuum", "off"),
            Map.entry("fsync", "off"),
            Map.entry("synchronous_commit", "off"),
            Map.entry("full_page_writes", "off"),
            // Nobody recovers a twin, and building indexes is quicker so.
            Map.entry("wal_level", "minimal"),
            Map.entry("max_wal_senders", "0"),
            Map.entry("wal_skip_threshold", "0"),
            Map.entry("max_connections", "20"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("max_wal_size", "256MB"),
            Map.entry("checkpoint_timeout", "1h"),
            Map.entry("logging_collector", "off"),
            Map.entry("log_min_messages", "fatal"),
            Map.entry("log_min_error_statement", "panic"));

    private final ServerHome home;
    private final Optional<Watchdog> watchdog;
    private final PgChild child;
    private final Secret password = RandomPassword.make();

    private TwinServer(ServerHome home, Optional<Watchdog> watchdog, PgChild child) {
        this.home = home;
        this.watchdog = watchdog;
        this.child = child;
    }

    /// Takes one to three seconds; leaves nothing behind when it fails.
    public static TwinServer start(PgPrograms programs) throws IOException, InterruptedException, SQLException {
        Leftovers.sweep();
        var home = ServerHome.create(ServerHome.TWIN);
        Optional<Watchdog> watchdog = Optional.empty();
        try {
            watchdog = Watchdog.over(home);
            var server = new TwinServer(home, watchdog, PgChild.start(home, programs, SETTINGS));
            try (var session = server.child.superuser("postgres");
                    var statement = session.createStatement()) {
                statement.execute("create role twin login password '" + server.password.reveal() + "'");
            } catch (SQLException e) {
                server.child.close();
                throw e;
            }
            return server;
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            home.close();
            watchdog.ifPresent(Watchdog::close);
            throw e;
        }
    }

    public Path data() {
        return child.data();
    }

    public Connection superuser(String database) throws SQLException {
        return child.superuser(database);
    }

    /// A session of the role without rights.
    public Connection owner(Map<String, String> properties) throws SQLException {
        return child.open(DATABASE, OWNER, password, properties);
    }

    @Override
    public void close() {
        child.close();
        home.close();
        watchdog.ifPresent(Watchdog::close);
    }
}
