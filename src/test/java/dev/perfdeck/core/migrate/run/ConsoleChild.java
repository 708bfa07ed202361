package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Databases;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.migration.MigrationScope;
import dev.perfdeck.model.migration.MigrationScope.Which;
import java.nio.file.Path;
import java.util.Optional;

/// A console of its own process, to be killed: applies a folder. Arguments: port, database, folder, journal.
final class ConsoleChild {
    private ConsoleChild() {}

    public static void main(String[] args) {
        var port = Integer.parseInt(args[0]);
        var procedure = new Procedure(
                () -> Databases.open(port, args[1], "postgres", "perfdeck child"),
                () -> Databases.open(port, args[1], "postgres", "perfdeck child"),
                Optional.of(Path.of(args[2])),
                new Journal(Path.of(args[3]), "test", "here", "postgres"),
                Served.NONE);
        procedure.apply(new MigrationScope(Which.FOLDER, Optional.empty()), (_, _, _, _, _, _, _) -> {}, () -> false);
    }
}
