package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.TwinServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The sessions of a twin, one a purpose.
///
/// @param superuser with the source's search path, so that names come out as the source's users write them
/// @param catalogs  of the superuser too, with nothing but catalogs on its path
/// @param builder   makes indexes
/// @param qualified asks the planner for how many rows an index holds; only catalogs on its path
/// @param asking    in simple query mode, of the role without rights
record TwinSessions(
        Connection superuser, Connection catalogs, Connection builder, Connection qualified, Connection asking)
        implements AutoCloseable {
    static TwinSessions open(TwinServer server) throws SQLException {
        var opened = new ArrayList<Connection>();
        try {
            opened.add(server.superuser(TwinServer.DATABASE));
            opened.add(server.superuser(TwinServer.DATABASE));
            try (var statement = opened.getLast().createStatement()) {
                statement.execute("set search_path = pg_catalog");
            }
            opened.add(server.owner(Map.of()));
            opened.add(server.owner(Map.of("options", "-c search_path=pg_catalog")));
            opened.add(server.owner(Map.of("preferQueryMode", "simple", "options", "-c statement_timeout=20000")));
            return new TwinSessions(opened.get(0), opened.get(1), opened.get(2), opened.get(3), opened.get(4));
        } catch (SQLException e) {
            for (var session : opened) {
                session.close();
            }
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        for (var session : List.of(superuser, catalogs, builder, qualified, asking)) {
            session.close();
        }
    }
}
