package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.act.Act.DropRelation.Kind;
import dev.perfdeck.model.migration.LockMode;
import java.util.Optional;

/// Reads what follows `DROP`.
final class DropReader {
    private final Cursor cursor;

    DropReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Act> read() {
        if (cursor.take("INDEX")) {
            boolean concurrently = cursor.take("CONCURRENTLY");
            cursor.takeIfExists();
            var names = cursor.names();
            return Optional.of(new Act.DropIndex(names, concurrently, cursor.has("CASCADE")));
        }
        if (cursor.take("TABLE")) {
            return relation(Kind.TABLE);
        }
        if (cursor.take("MATERIALIZED", "VIEW")) {
            return relation(Kind.MATERIALIZED_VIEW);
        }
        if (cursor.take("VIEW")) {
            return relation(Kind.VIEW);
        }
        if (cursor.take("SEQUENCE")) {
            return relation(Kind.SEQUENCE);
        }
        if (cursor.take("TRIGGER")) {
            cursor.skipPast("ON");
            return cursor.name().map(table -> new Act.Trigger(table, /* drop= */ true, Optional.empty()));
        }
        if (cursor.take("POLICY") || cursor.take("RULE")) {
            cursor.skipPast("ON");
            return cursor.name().map(table -> new Act.Touch(table, LockMode.ACCESS_EXCLUSIVE, "dropping it"));
        }
        return other();
    }

    private Optional<Act> other() {
        if (cursor.take("DATABASE")) {
            cursor.takeIfExists();
            return cursor.name().map(name -> new Act.Database(/* drop= */ true, name));
        }
        return cursor.take("TABLESPACE") || cursor.take("SUBSCRIPTION")
                ? Optional.of(new Act.Other(/* transactional= */ false))
                : Optional.empty();
    }

    private Optional<Act> relation(Kind kind) {
        cursor.takeIfExists();
        var names = cursor.names();
        return Optional.of(new Act.DropRelation(names, kind, cursor.has("CASCADE")));
    }
}
