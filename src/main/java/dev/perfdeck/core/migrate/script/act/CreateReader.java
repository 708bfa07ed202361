package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.model.migration.LockMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what follows `CREATE`.
final class CreateReader {
    private final Cursor cursor;

    CreateReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Optional<Act> read() {
        boolean unique = cursor.take("UNIQUE");
        if (cursor.take("INDEX")) {
            return index(unique);
        }
        boolean replace = cursor.take("OR", "REPLACE");
        boolean temporary = false;
        while (cursor.looksAt("GLOBAL")
                || cursor.looksAt("LOCAL")
                || cursor.looksAt("TEMP")
                || cursor.looksAt("TEMPORARY")
                || cursor.looksAt("UNLOGGED")
                || cursor.looksAt("RECURSIVE")) {
            temporary |= cursor.looksAt("TEMP") || cursor.looksAt("TEMPORARY");
            cursor.skip();
        }
        if (cursor.take("TABLE")) {
            return table(temporary);
        }
        boolean materialized = cursor.take("MATERIALIZED");
        if (cursor.take("VIEW")) {
            cursor.takeIfNotExists();
            return cursor.name().map(name -> new Act.CreateView(name, materialized, replace));
        }
        return attached().or(this::typed);
    }

    private Optional<Act> index(boolean unique) {
        boolean concurrently = cursor.take("CONCURRENTLY");
        boolean ifNotExists = cursor.takeIfNotExists();
        var name = cursor.looksAt("ON") ? Optional.<Name>empty() : cursor.name();
        cursor.take("ON");
        boolean only = cursor.take("ONLY");
        return cursor.table().map(table -> {
            if (cursor.take("USING")) {
                cursor.name();
            }
            var columns = new ArrayList<Name>();
            for (var part : cursor.inParens().parts()) {
                part.name().ifPresent(columns::add);
            }
            return new Act.CreateIndex(name, table, unique, concurrently, ifNotExists, only, List.copyOf(columns));
        });
    }

    private Optional<Act> table(boolean temporary) {
        cursor.takeIfNotExists();
        return cursor.name().map(name -> {
            Optional<Name> parent = cursor.take("PARTITION", "OF") ? cursor.name() : Optional.empty();
            var columns = new ArrayList<Column>();
            var constraints = new ArrayList<Constraint>();
            for (var part : cursor.inParens().parts()) {
                element(part, columns, constraints);
            }
            var inherits = cursor.take("INHERITS")
                    ? cursor.inParens().parts().stream()
                            .flatMap(part -> part.name().stream())
                            .toList()
                    : List.<Name>of();
            return new Act.CreateTable(
                    name, temporary, List.copyOf(columns), List.copyOf(constraints), parent, inherits);
        });
    }

    private static void element(Cursor part, List<Column> columns, List<Constraint> constraints) {
        if (part.looksAt("LIKE")) {
            return;
        }
        var constraint = ConstraintReader.ofTable(part.copy());
        if (constraint.isPresent()) {
            constraints.add(constraint.get());
        } else {
            new ColumnReader(part).read().ifPresent(columns::add);
        }
    }

    /// What hangs on a table.
    private Optional<Act> attached() {
        boolean constraint = cursor.take("CONSTRAINT");
        if (cursor.take("TRIGGER")) {
            cursor.skipPast("ON");
            return cursor.name().map(table -> {
                Optional<Name> referenced = constraint && cursor.take("FROM") ? cursor.name() : Optional.empty();
                return new Act.Trigger(table, /* drop= */ false, referenced);
            });
        }
        if (cursor.take("POLICY")) {
            return touch("ON", LockMode.ACCESS_EXCLUSIVE, "creating the policy");
        }
        if (cursor.take("RULE")) {
            return touch("TO", LockMode.ACCESS_EXCLUSIVE, "creating the rule");
        }
        if (cursor.take("STATISTICS")) {
            return touch("FROM", LockMode.SHARE_UPDATE_EXCLUSIVE, "creating the statistics");
        }
        return Optional.empty();
    }

    private Optional<Act> touch(String keyword, LockMode mode, String what) {
        cursor.skipPast(keyword);
        return cursor.name().map(table -> new Act.Touch(table, mode, what));
    }

    private Optional<Act> typed() {
        if (cursor.take("TYPE")) {
            return cursor.name().filter(_ -> cursor.looksAt("AS", "ENUM")).map(Act.CreateEnum::new);
        }
        if (cursor.take("DOMAIN")) {
            return cursor.name().map(name -> {
                boolean limited = cursor.has("CHECK") || cursor.has("NOT", "NULL") || cursor.has("CONSTRAINT");
                return new Act.Domain(name, /* create= */ true, limited, /* notValid= */ false, cursor.text());
            });
        }
        if (cursor.take("DATABASE")) {
            return cursor.name().map(name -> new Act.Database(/* drop= */ false, name));
        }
        return cursor.take("TABLESPACE") || cursor.take("SUBSCRIPTION")
                ? Optional.of(new Act.Other(/* transactional= */ false))
                : Optional.empty();
    }
}
