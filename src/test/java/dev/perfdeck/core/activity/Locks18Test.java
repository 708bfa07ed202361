package dev.perfdeck.core.activity;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class Locks18Test extends LocksContract {
    private static PgServer pg;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.postgres(Map.of("max_prepared_transactions", "10", "max_connections", "300"));
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
