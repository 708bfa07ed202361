package dev.perfdeck.app;

import dev.perfdeck.support.PackagedPg;
import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A session on a real PostgreSQL that wants a password which nobody has told it yet.
public final class Locked implements AutoCloseable {
    private final PackagedPg pg;
    private final Opener opener;

    private Locked(PackagedPg pg, Opener opener) {
        this.pg = pg;
        this.opener = opener;
    }

    /// @param home for whatever the session writes
    public static Locked start(Path home) throws IOException {
        var pg = Servers.packagedPostgres();
        return new Locked(
                pg,
                new Opener(Map.of(
                        "PERFDECK_DATABASE_URL", pg.url(),
                        "PERFDECK_DATABASE_USER", "postgres",
                        "PGPASSFILE", home.resolve("pgpass").toString(),
                        "XDG_CONFIG_HOME", home.toString())));
    }

    public PackagedPg pg() {
        return pg;
    }

    /// Who gets it closes it.
    public Session session() {
        return opener.open(new Launch(false, Optional.empty(), Optional.empty()), step -> {});
    }

    @Override
    public void close() throws IOException {
        pg.close();
    }
}
