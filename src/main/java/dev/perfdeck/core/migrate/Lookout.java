package dev.perfdeck.core.migrate;

import dev.perfdeck.model.FaultException;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A second session from which one backend is watched and, when the user asks, told to stop. Reconnects by itself.
final class Lookout implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);

    enum Seen {
        THERE,
        GONE,
        /// The server could not be asked.
        NOTHING
    }

    private final Desk desk;
    private final Backend backend;

    Lookout(ConnectionSource source, Backend backend) {
        this.desk = new Desk(source);
        this.backend = backend;
    }

    Seen look(String index, Course course) {
        try {
            return desk.ask(from -> look(from, index, course));
        } catch (SQLException | FaultException e) {
            log.debug("cannot watch pid {}: {}", backend.pid(), e.getMessage());
            desk.close();
            return Seen.NOTHING;
        }
    }

    private Seen look(Connection from, String index, Course course) throws SQLException {
        if (course.cancelled()) {
            backend.cancel(from);
        }
        var sight = backend.look(from);
        sight.ifPresent(seen -> course.report(index, seen.phase(), seen.percent(), seen.waitsFor(), seen.blocker()));
        return sight.isPresent() ? Seen.THERE : Seen.GONE;
    }

    @Override
    public void close() {
        desk.close();
    }
}
