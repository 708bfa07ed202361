package dev.perfdeck.core.migrate.health;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class Health15Test extends HealthContract {
    private static PgServer pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.packagedPostgres("autovacuum=off");
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
    }

    @Override
    PgServer pg() {
        return pg;
    }
}
