package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On the PostgreSQL 18 that the demo brings along.
class ProcedureOn18Test extends ProcedureContract {
    private static @Nullable EmbeddedPostgres server;
    private static @Nullable Databases databases;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
        databases = new Databases(server.getPort());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    Databases databases() {
        return java.util.Objects.requireNonNull(databases);
    }
}
