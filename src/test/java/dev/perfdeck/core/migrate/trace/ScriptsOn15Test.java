package dev.perfdeck.core.migrate.trace;

import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.io.IOException;

class ScriptsOn15Test extends ScriptsOnServer {
    @Override
    PgServer start() throws IOException {
        return Servers.packagedPostgres();
    }
}
