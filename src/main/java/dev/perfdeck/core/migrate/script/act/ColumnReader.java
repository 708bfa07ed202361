package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.act.Column.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a column's definition.
final class ColumnReader {
    private static final Set<String> SERIAL =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");
    private static final List<String> ENDS = List.of(
            "CONSTRAINT",
            "DEFAULT",
            "NOT",
            "NULL",
            "CHECK",
            "UNIQUE",
            "PRIMARY",
            "REFERENCES",
            "GENERATED",
            "COLLATE",
            "STORAGE",
            "COMPRESSION",
            "USING");

    private final Cursor cursor;
    private final List<Constraint> constraints = new ArrayList<>();
    private Optional<Expression> value = Optional.empty();
    private boolean notNull;
    private Generation generation = Generation.NONE;

    ColumnReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Column> read() {
        int begin = cursor.position();
        return cursor.name().map(name -> read(name, begin));
    }

    private Column read(Name name, int begin) {
        var type = type(cursor);
        if (SERIAL.contains(type.toLowerCase(Locale.ROOT))) {
            generation = Generation.SERIAL;
        }
        while (!cursor.done()) {
            readPart(name);
        }
        return new Column(name, type, value, notNull, generation, constraints, cursor.textFrom(begin));
    }

    private void readPart(Name name) {
        var constraint = ConstraintReader.ofColumn(cursor, name);
        if (constraint.isPresent()) {
            constraints.add(constraint.get());
        } else if (cursor.take("NOT", "NULL")) {
            notNull = true;
        } else if (cursor.take("DEFAULT")) {
            value = Optional.of(expression());
        } else if (cursor.take("GENERATED")) {
            generation = generation();
        } else {
            cursor.skip();
        }
    }

    private Expression expression() {
        int begin = cursor.position();
        var all = cursor.copy();
        do {
            cursor.skip();
        } while (!cursor.done() && !ends(cursor));
        int length = cursor.position() - begin;
        return Expression.of(all.tokens().subList(0, length), cursor.textFrom(begin));
    }

    /// `ALWAYS AS IDENTITY`, `BY DEFAULT AS IDENTITY`, `ALWAYS AS (…) STORED` or `VIRTUAL`.
    private Generation generation() {
        cursor.skipPast("AS");
        if (cursor.take("IDENTITY")) {
            cursor.inParens();
            return Generation.IDENTITY;
        }
        cursor.inParens();
        if (cursor.take("STORED")) {
            return Generation.STORED;
        }
        cursor.take("VIRTUAL");
        return Generation.VIRTUAL;
    }

    /// A type with its length, as written.
    static String type(Cursor cursor) {
        int begin = cursor.position();
        while (!cursor.done() && !ends(cursor)) {
            cursor.skip();
        }
        return cursor.textFrom(begin);
    }

    private static boolean ends(Cursor cursor) {
        return ENDS.stream().anyMatch(cursor::looksAt);
    }
}
