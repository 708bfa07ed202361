package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.PackagedPostgres;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// On the packaged PostgreSQL 15, where there is one.
@EnabledIf("installed")
class ProcedureOn15Test extends ProcedureContract {
    private static @Nullable PackagedPostgres server;
    private static @Nullable Databases databases;

    static boolean installed() {
        return Files.isExecutable(PackagedPostgres.BIN.resolve("postgres"));
    }

    @BeforeAll
    static void start() throws Exception {
        server = new PackagedPostgres();
        databases = new Databases(server.port());
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
