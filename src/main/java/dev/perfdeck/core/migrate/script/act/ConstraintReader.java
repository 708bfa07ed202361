package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.act.Constraint.Kind;
import java.util.List;
import java.util.Optional;

/// Reads constraints of tables and columns.
final class ConstraintReader {
    private static final String[] ENDS = {
        "CONSTRAINT", "DEFAULT", "NOT", "NULL", "CHECK", "UNIQUE", "PRIMARY", "REFERENCES", "GENERATED", "COLLATE"
    };

    private ConstraintReader() {}

    /// A table's constraint, `CONSTRAINT name` included; empty where there is none.
    static Optional<Constraint> ofTable(Cursor cursor) {
        var name = cursor.take("CONSTRAINT") ? cursor.name() : Optional.<Name>empty();
        int begin = cursor.position();
        if (cursor.take("CHECK")) {
            cursor.inParens();
            return Optional.of(finish(Kind.CHECK, name, List.of(), begin, cursor));
        }
        if (cursor.take("NOT", "NULL")) {
            var column = cursor.name().map(List::of).orElse(List.of());
            return Optional.of(finish(Kind.NOT_NULL, name, column, begin, cursor));
        }
        if (cursor.take("FOREIGN", "KEY")) {
            return Optional.of(finish(Kind.FOREIGN_KEY, name, columns(cursor), begin, cursor));
        }
        if (cursor.take("EXCLUDE")) {
            return Optional.of(finish(Kind.EXCLUDE, name, List.of(), begin, cursor));
        }
        return key(cursor, name, begin);
    }

    private static Optional<Constraint> key(Cursor cursor, Optional<Name> name, int begin) {
        Kind kind;
        if (cursor.take("UNIQUE")) {
            kind = Kind.UNIQUE;
        } else if (cursor.take("PRIMARY", "KEY")) {
            kind = Kind.PRIMARY_KEY;
        } else {
            return Optional.empty();
        }
        if (cursor.take("NULLS", "NOT")) {
            cursor.take("DISTINCT");
        } else {
            cursor.take("NULLS", "DISTINCT");
        }
        return Optional.of(finish(kind, name, columns(cursor), begin, cursor));
    }

    /// One that stands beside a column; the cursor is left at what follows it.
    static Optional<Constraint> ofColumn(Cursor cursor, Name column) {
        var name = cursor.take("CONSTRAINT") ? cursor.name() : Optional.<Name>empty();
        int begin = cursor.position();
        if (cursor.take("CHECK")) {
            cursor.inParens();
            return Optional.of(plain(Kind.CHECK, name, column, Optional.empty(), cursor.textFrom(begin)));
        }
        if (cursor.take("UNIQUE")) {
            return Optional.of(plain(Kind.UNIQUE, name, column, Optional.empty(), "UNIQUE (" + column.text() + ")"));
        }
        if (cursor.take("PRIMARY", "KEY")) {
            return Optional.of(
                    plain(Kind.PRIMARY_KEY, name, column, Optional.empty(), "PRIMARY KEY (" + column.text() + ")"));
        }
        if (cursor.take("REFERENCES")) {
            var referenced = cursor.table();
            while (!cursor.done() && !startsAnother(cursor)) {
                cursor.skip();
            }
            var body = "FOREIGN KEY (" + column.text() + ") " + cursor.textFrom(begin);
            return Optional.of(plain(Kind.FOREIGN_KEY, name, column, referenced, body));
        }
        return Optional.empty();
    }

    /// `SET NULL` and `NOT DEFERRABLE` belong to a foreign key.
    private static boolean startsAnother(Cursor cursor) {
        if (cursor.take("SET", "NULL") || cursor.take("SET", "DEFAULT") || cursor.take("NOT", "DEFERRABLE")) {
            return startsAnother(cursor);
        }
        for (var end : ENDS) {
            if (cursor.looksAt(end)) {
                return true;
            }
        }
        return false;
    }

    private static Constraint plain(
            Kind kind, Optional<Name> name, Name column, Optional<Name> referenced, String body) {
        return new Constraint(kind, name, List.of(column), /* notValid= */ false, Optional.empty(), referenced, body);
    }

    private static Constraint finish(Kind kind, Optional<Name> name, List<Name> columns, int begin, Cursor cursor) {
        Optional<Name> index = Optional.empty();
        Optional<Name> referenced = Optional.empty();
        boolean notValid = false;
        var body = cursor.textFrom(begin);
        while (!cursor.done()) {
            if (cursor.take("NOT", "VALID")) {
                notValid = true;
            } else if (kind != Kind.EXCLUDE && cursor.take("USING", "INDEX") && !cursor.looksAt("TABLESPACE")) {
                index = cursor.name();
            } else if (cursor.take("REFERENCES")) {
                referenced = cursor.table();
            } else {
                cursor.skip();
            }
            body = notValid ? body : cursor.textFrom(begin);
        }
        return new Constraint(kind, name, columns, notValid, index, referenced, body);
    }

    static List<Name> columns(Cursor cursor) {
        return cursor.inParens().parts().stream()
                .flatMap(part -> part.name().stream())
                .toList();
    }
}
