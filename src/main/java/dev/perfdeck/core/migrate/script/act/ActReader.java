package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.model.migration.LockMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads what a statement does from its first words.
final class ActReader {
    private static final Act OTHER = new Act.Other(/* transactional= */ true);
    private static final Act ALONE = new Act.Other(/* transactional= */ false);

    private final Cursor cursor;

    ActReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Act read() {
        return verb().orElse(OTHER);
    }

    private Optional<Act> verb() {
        if (cursor.take("CREATE")) {
            return new CreateReader(cursor).read();
        }
        if (cursor.take("ALTER")) {
            return alter();
        }
        if (cursor.take("DROP")) {
            return new DropReader(cursor).read();
        }
        var write = new WriteReader(cursor).read();
        if (write.isPresent()) {
            return write;
        }
        return control().or(this::upkeep);
    }

    private Optional<Act> alter() {
        if (cursor.take("TABLE")) {
            return alterTable();
        }
        if (cursor.take("INDEX")) {
            return alterIndex();
        }
        if (cursor.take("TYPE")) {
            return cursor.name().map(this::alterType);
        }
        if (cursor.take("DOMAIN")) {
            return cursor.name().map(this::alterDomain);
        }
        if (cursor.take("SYSTEM")) {
            return Optional.of(ALONE);
        }
        if (cursor.take("POLICY") || cursor.take("TRIGGER") || cursor.take("RULE")) {
            return touchAfter("ON", LockMode.ACCESS_EXCLUSIVE, "this change");
        }
        if (cursor.take("MATERIALIZED", "VIEW") || cursor.take("VIEW")) {
            cursor.takeIfExists();
            return cursor.name().map(name -> new Act.Touch(name, LockMode.ACCESS_EXCLUSIVE, "this change"));
        }
        if (cursor.take("DATABASE") && cursor.has("SET", "TABLESPACE")) {
            return Optional.of(ALONE);
        }
        return Optional.empty();
    }

    private Optional<Act> alterTable() {
        if (cursor.take("ALL")) {
            return Optional.empty();
        }
        cursor.takeIfExists();
        boolean only = cursor.take("ONLY");
        return cursor.table().map(table -> {
            var parts = cursor.rest().parts();
            var lines = parts.stream().map(Cursor::line).toList();
            var steps = parts.stream()
                    .map(part -> new AlterTableReader(part).read())
                    .toList();
            return new Act.AlterTable(table, only, steps, lines);
        });
    }

    private Optional<Act> alterIndex() {
        cursor.takeIfExists();
        return cursor.name().map(index -> {
            boolean weak = cursor.looksAt("RENAME")
                    || cursor.looksAt("RESET")
                    || options()
                    || cursor.looksAt("ATTACH")
                    || cursor.has("STATISTICS");
            return new Act.AlterIndex(
                    index,
                    weak ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE,
                    cursor.looksAt("SET", "TABLESPACE"));
        });
    }

    private boolean options() {
        var ahead = cursor.copy();
        return ahead.take("SET") && ahead.looksAt('(');
    }

    private Act alterType(Name name) {
        if (cursor.take("ADD", "VALUE")) {
            return new Act.AlterEnum(name, /* adds= */ true, cursor.has("BEFORE") || cursor.has("AFTER"));
        }
        return cursor.take("RENAME", "VALUE") ? new Act.AlterEnum(name, /* adds= */ false, /* placed= */ true) : OTHER;
    }

    private Act alterDomain(Name name) {
        boolean add = cursor.take("ADD");
        if (!add && !cursor.looksAt("SET", "NOT", "NULL") && !cursor.looksAt("VALIDATE")) {
            return OTHER;
        }
        boolean notValid = cursor.has("NOT", "VALID") || cursor.looksAt("VALIDATE");
        return new Act.Domain(name, /* create= */ false, add, notValid, cursor.text());
    }

    private Optional<Act> control() {
        if (cursor.take("BEGIN") || cursor.take("START", "TRANSACTION")) {
            return Optional.of(new Act.Transaction(Act.Transaction.Step.BEGIN));
        }
        if (cursor.take("COMMIT") || cursor.take("END")) {
            return Optional.of(new Act.Transaction(Act.Transaction.Step.COMMIT));
        }
        if (cursor.take("ROLLBACK") || cursor.take("ABORT")) {
            return Optional.of(new Act.Transaction(
                    cursor.has("TO") ? Act.Transaction.Step.SAVEPOINT : Act.Transaction.Step.ROLLBACK));
        }
        if (cursor.take("SAVEPOINT") || cursor.take("RELEASE")) {
            return Optional.of(new Act.Transaction(Act.Transaction.Step.SAVEPOINT));
        }
        if (cursor.take("SET") || cursor.take("RESET")) {
            cursor.takeAny("LOCAL", "SESSION");
            return cursor.name().map(this::setting);
        }
        if (cursor.take("DO") || cursor.take("CALL")) {
            return Optional.of(new Act.Code());
        }
        return cursor.take("DISCARD", "ALL") ? Optional.of(ALONE) : Optional.empty();
    }

    private Act setting(Name name) {
        var value = cursor.text().replaceAll("[='\\s]|(?i)^to", "").toLowerCase(Locale.ROOT);
        return new Act.Setting(name.key(), value);
    }

    private Optional<Act> upkeep() {
        if (cursor.take("REINDEX")) {
            return reindex();
        }
        if (cursor.take("TRUNCATE")) {
            cursor.take("TABLE");
            return Optional.of(new Act.Truncate(cursor.names(), cursor.has("CASCADE")));
        }
        if (cursor.take("REFRESH", "MATERIALIZED", "VIEW")) {
            boolean concurrently = cursor.take("CONCURRENTLY");
            return cursor.name().map(view -> new Act.Refresh(view, concurrently));
        }
        if (cursor.take("LOCK")) {
            return lock();
        }
        if (cursor.take("COMMENT", "ON")) {
            return comment();
        }
        return vacuum();
    }

    private Optional<Act> vacuum() {
        if (cursor.take("VACUUM")) {
            boolean full = cursor.inParens().has("FULL") || cursor.take("FULL");
            boolean more = true;
            while (more) {
                more = cursor.takeAny("FREEZE", "VERBOSE", "ANALYZE", "ANALYSE");
            }
            return Optional.of(new Act.Vacuum(cursor.names(), full));
        }
        if (cursor.take("ANALYZE") || cursor.take("ANALYSE")) {
            cursor.inParens();
            cursor.take("VERBOSE");
            return Optional.of(new Act.Analyze(namesBeforeColumns()));
        }
        if (cursor.take("CLUSTER")) {
            cursor.inParens();
            cursor.take("VERBOSE");
            return Optional.of(new Act.Cluster(cursor.name()));
        }
        return Optional.empty();
    }

    private List<Name> namesBeforeColumns() {
        return cursor.rest().parts().stream()
                .flatMap(part -> part.name().stream())
                .toList();
    }

    private Optional<Act> reindex() {
        boolean options = cursor.inParens().has("CONCURRENTLY");
        cursor.take("VERBOSE");
        var extent = cursor.take("INDEX")
                ? Act.Reindex.Extent.INDEX
                : cursor.take("TABLE")
                        ? Act.Reindex.Extent.TABLE
                        : cursor.take("SCHEMA") ? Act.Reindex.Extent.SCHEMA : Act.Reindex.Extent.DATABASE;
        if (extent == Act.Reindex.Extent.DATABASE) {
            cursor.takeAny("DATABASE", "SYSTEM");
        }
        boolean concurrently = cursor.take("CONCURRENTLY") || options;
        return Optional.of(new Act.Reindex(extent, cursor.name(), concurrently));
    }

    private Optional<Act> lock() {
        cursor.take("TABLE");
        var tables = cursor.names();
        if (!cursor.take("IN")) {
            return Optional.of(new Act.LockTable(tables, LockMode.ACCESS_EXCLUSIVE));
        }
        var words = cursor.text()
                .toUpperCase(Locale.ROOT)
                .replaceFirst("\\s+MODE\\b[\\s\\S]*", "")
                .strip();
        for (var mode : LockMode.values()) {
            if (mode.title().equals(words.replaceAll("\\s+", " "))) {
                return Optional.of(new Act.LockTable(tables, mode));
            }
        }
        return Optional.empty();
    }

    private Optional<Act> comment() {
        if (cursor.take("TABLE") || cursor.take("VIEW") || cursor.take("MATERIALIZED", "VIEW")) {
            return cursor.name().map(name -> comment(name));
        }
        if (cursor.take("COLUMN")) {
            return cursor.name().filter(name -> name.key().contains(".")).map(name -> comment(name.parent()));
        }
        return cursor.take("CONSTRAINT") || cursor.take("TRIGGER") || cursor.take("RULE") || cursor.take("POLICY")
                ? touchAfter("ON", LockMode.ACCESS_SHARE, "the comment")
                : Optional.empty();
    }

    private static Act comment(Name name) {
        return new Act.Touch(name, LockMode.SHARE_UPDATE_EXCLUSIVE, "the comment");
    }

    private Optional<Act> touchAfter(String keyword, LockMode mode, String what) {
        cursor.skipPast(keyword);
        return cursor.name().map(table -> new Act.Touch(table, mode, what));
    }
}
