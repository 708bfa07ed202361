package dev.perfdeck.core.activity;

import static dev.perfdeck.support.Until.until;

import dev.perfdeck.core.target.PgTarget;
import dev.perfdeck.model.ActivityPicture;
import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.Secret;
import dev.perfdeck.support.PgServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Sessions that hold each other up, and the reader that looks at them. Closing ends all of them.
final class Locking implements AutoCloseable {
    private final PgServer pg;
    private final Connection eyes;
    private final List<Connection> sessions = new ArrayList<>();
    private final List<CompletableFuture<?>> running = new ArrayList<>();

    Locking(PgServer pg) throws SQLException {
        this.pg = pg;
        this.eyes = pg.connect();
        try (var statement = eyes.createStatement()) {
            statement.execute("set application_name = 'perfdeck/test'");
            statement.execute("set search_path = pg_catalog");
        }
    }

    static PgTarget target(PgServer pg, String user, String password) {
        var database = new Environment.Database(pg.url(), user, Optional.empty(), 2);
        var environment =
                new Environment("test", false, Optional.of(database), Optional.empty(), Optional.empty(), List.of());
        return new PgTarget(database, environment, (_, _) -> Optional.of(new Secret(password)));
    }

    PgTarget target() {
        return target(pg, "postgres", pg.password());
    }

    /// A new session, in a transaction or not.
    Connection session(String name, boolean transaction) throws SQLException {
        var made = pg.connect();
        sessions.add(made);
        run(made, "set application_name = '" + name + "'");
        made.setAutoCommit(!transaction);
        return made;
    }

    static void run(Connection on, String sql) throws SQLException {
        try (var statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Starts a statement and leaves it running; the future tells its SQLState, or nothing when it went well.
    CompletableFuture<String> start(Connection on, String sql) {
        var ended = new CompletableFuture<String>();
        running.add(ended);
        Thread.ofVirtual().start(() -> {
            try {
                run(on, sql);
                ended.complete("");
            } catch (SQLException e) {
                ended.complete(String.valueOf(e.getSQLState()));
            }
        });
        return ended;
    }

    ActivityPicture look() throws SQLException {
        var reader = new ActivityReader(eyes);
        return reader.picture(reader.census());
    }

    /// Looks until the picture is so.
    ActivityPicture see(String what, Predicate<ActivityPicture> so) throws Exception {
        var seen = new ArrayList<ActivityPicture>();
        until(what, () -> {
            seen.add(look());
            return so.test(seen.getLast());
        });
        return seen.getLast();
    }

    /// The longest's session of that name once it is in that state.
    PgSession named(String name, String state) throws Exception {
        return see(
                        name + " is " + state,
                        picture -> find(picture, name)
                                .filter(session -> session.state().equals(state))
                                .isPresent())
                .longest()
                .stream()
                .filter(session -> session.application().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Optional<PgSession> find(ActivityPicture picture, String name) {
        return picture.longest().stream()
                .filter(session -> session.application().equals(name))
                .findFirst();
    }

    static Stream<BlockNode> all(List<BlockNode> roots) {
        return roots.stream().flatMap(node -> Stream.concat(Stream.of(node), all(node.blocks())));
    }

    @Override
    public void close() throws SQLException {
        for (var session : sessions) {
            session.abort(Runnable::run);
        }
        running.forEach(CompletableFuture::join);
        eyes.close();
    }
}
