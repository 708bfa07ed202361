package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.act.Act.Write.Verb;
import java.util.Optional;

/// Reads statements that change rows.
final class WriteReader {
    private final Cursor cursor;

    WriteReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Act> read() {
        skipWith();
        if (cursor.take("INSERT", "INTO")) {
            return cursor.name().map(table -> new Act.Write(Verb.INSERT, table, /* where= */ true, ""));
        }
        if (cursor.take("UPDATE")) {
            cursor.take("ONLY");
            return cursor.table().map(table -> update(table));
        }
        if (cursor.take("DELETE", "FROM")) {
            cursor.take("ONLY");
            return cursor.table().map(table -> new Act.Write(Verb.DELETE, table, limited(), ""));
        }
        if (cursor.take("MERGE", "INTO")) {
            return cursor.name().map(table -> new Act.Write(Verb.MERGE, table, /* where= */ true, ""));
        }
        if (cursor.looksAt("COPY") && cursor.has("FROM") && cursor.take("COPY")) {
            return cursor.name().map(table -> new Act.Write(Verb.COPY, table, /* where= */ true, ""));
        }
        return Optional.empty();
    }

    private void skipWith() {
        if (!cursor.looksAt("WITH")) {
            return;
        }
        var ahead = cursor.copy();
        while (!ahead.done() && !ahead.looksAt("INSERT") && !ahead.looksAt("UPDATE") && !ahead.looksAt("DELETE")) {
            ahead.skip();
        }
        if (!ahead.done()) {
            while (cursor.position() < ahead.position()) {
                cursor.skip();
            }
        }
    }

    private Act update(Name table) {
        boolean where = limited();
        cursor.skipPast("SET");
        int begin = cursor.position();
        while (!cursor.done() && !cursor.looksAt("FROM") && !cursor.looksAt("WHERE") && !cursor.looksAt("RETURNING")) {
            cursor.skip();
        }
        return new Act.Write(Verb.UPDATE, table, where, cursor.textFrom(begin));
    }

    /// A join limits too.
    private boolean limited() {
        return cursor.has("WHERE") || cursor.has("FROM") || cursor.has("USING");
    }
}
