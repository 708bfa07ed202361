package dev.perfdeck.core.migrate.health;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class Health18Test extends HealthContract {
    private static PgServer pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.postgres18(Map.of("autovacuum", "off"));
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
