package dev.perfdeck.core.migrate.script.act;

import dev.perfdeck.core.migrate.script.act.TableStep.Rewrite;
import dev.perfdeck.model.migration.LockMode;
import java.util.List;
import java.util.Optional;

/// Reads one subcommand of `ALTER TABLE`.
final class AlterTableReader {
    private static final TableStep ANY = new TableStep.Catalog(LockMode.ACCESS_EXCLUSIVE, /* descends= */ true);
    private static final TableStep WEAK = new TableStep.Catalog(LockMode.SHARE_UPDATE_EXCLUSIVE, /* descends= */ true);
    /// Options of a table that need more than the weak lock.
    private static final List<String> STRONG_OPTIONS = List.of("user_catalog_table", "security_barrier");

    private final Cursor cursor;

    AlterTableReader(Cursor cursor) {
        this.cursor = cursor;
    }

    TableStep read() {
        return step().orElse(ANY);
    }

    private Optional<TableStep> step() {
        if (cursor.take("ADD")) {
            return add();
        }
        if (cursor.take("DROP")) {
            return drop();
        }
        if (cursor.take("ALTER", "CONSTRAINT")) {
            return Optional.empty();
        }
        if (cursor.take("ALTER")) {
            cursor.take("COLUMN");
            return cursor.name().flatMap(this::alterColumn);
        }
        if (cursor.take("VALIDATE", "CONSTRAINT")) {
            return cursor.name().map(TableStep.Validate::new);
        }
        if (cursor.take("RENAME")) {
            return rename();
        }
        if (cursor.take("ATTACH", "PARTITION")) {
            return cursor.name().map(TableStep.Attach::new);
        }
        if (cursor.take("DETACH", "PARTITION")) {
            return cursor.name().map(name -> new TableStep.Detach(name, cursor.has("CONCURRENTLY")));
        }
        return storage();
    }

    private Optional<TableStep> add() {
        var constraint = ConstraintReader.ofTable(cursor.copy());
        if (constraint.isPresent()) {
            return constraint.map(TableStep.AddConstraint::new);
        }
        cursor.take("COLUMN");
        cursor.takeIfNotExists();
        return new ColumnReader(cursor).read().map(TableStep.AddColumn::new);
    }

    private Optional<TableStep> drop() {
        boolean constraint = cursor.take("CONSTRAINT");
        if (!constraint) {
            cursor.take("COLUMN");
        }
        cursor.takeIfExists();
        return cursor.name()
                .map(name -> constraint
                        ? new TableStep.DropConstraint(name, cursor.has("CASCADE"))
                        : new TableStep.DropColumn(name, cursor.has("CASCADE")));
    }

    private Optional<TableStep> alterColumn(Name column) {
        if (cursor.take("SET", "DATA", "TYPE") || cursor.take("TYPE")) {
            var type = ColumnReader.type(cursor);
            cursor.skipPast("USING");
            var using = cursor.text();
            return Optional.of(
                    new TableStep.AlterType(column, type, using.isEmpty() ? Optional.empty() : Optional.of(using)));
        }
        if (cursor.take("SET", "NOT", "NULL")) {
            return Optional.of(new TableStep.SetNotNull(column));
        }
        if (cursor.take("DROP", "NOT", "NULL")) {
            return Optional.of(new TableStep.DropNotNull(column));
        }
        if (cursor.take("ADD", "GENERATED")) {
            return Optional.of(new TableStep.AddIdentity(column));
        }
        if (cursor.take("SET", "EXPRESSION")) {
            return Optional.of(new Rewrite(Rewrite.Kind.EXPRESSION, column.text()));
        }
        boolean weak =
                cursor.take("SET", "STATISTICS") || cursor.take("RESET") || (cursor.take("SET") && cursor.looksAt('('));
        return weak ? Optional.of(WEAK) : Optional.empty();
    }

    private Optional<TableStep> rename() {
        if (cursor.take("TO")) {
            return cursor.name().map(TableStep.RenameTable::new);
        }
        if (cursor.take("CONSTRAINT")) {
            return Optional.empty();
        }
        cursor.take("COLUMN");
        return cursor.name().flatMap(from -> {
            cursor.take("TO");
            return cursor.name().map(to -> new TableStep.RenameColumn(from, to));
        });
    }

    private Optional<TableStep> storage() {
        if (cursor.take("SET", "LOGGED")) {
            return Optional.of(new Rewrite(Rewrite.Kind.LOGGED, ""));
        }
        if (cursor.take("SET", "UNLOGGED")) {
            return Optional.of(new Rewrite(Rewrite.Kind.UNLOGGED, ""));
        }
        if (cursor.take("SET", "TABLESPACE")) {
            return Optional.of(new Rewrite(Rewrite.Kind.TABLESPACE, cursor.text()));
        }
        if (cursor.take("SET", "ACCESS", "METHOD")) {
            return Optional.of(new Rewrite(Rewrite.Kind.ACCESS_METHOD, cursor.text()));
        }
        if (cursor.take("NO", "INHERIT")) {
            return cursor.name().map(parent -> new TableStep.Inherit(parent, /* end= */ true));
        }
        if (cursor.take("INHERIT")) {
            return cursor.name().map(parent -> new TableStep.Inherit(parent, /* end= */ false));
        }
        return toggles();
    }

    private Optional<TableStep> toggles() {
        boolean disable = cursor.take("DISABLE");
        if (disable || cursor.take("ENABLE")) {
            cursor.takeAny("REPLICA", "ALWAYS");
            return cursor.take("TRIGGER")
                    ? Optional.of(new TableStep.ToggleTrigger(disable, cursor.text()))
                    : Optional.of(new TableStep.Catalog(LockMode.ACCESS_EXCLUSIVE, /* descends= */ false));
        }
        if (cursor.take("CLUSTER", "ON") || cursor.take("SET", "WITHOUT", "CLUSTER")) {
            return Optional.of(new TableStep.Catalog(LockMode.SHARE_UPDATE_EXCLUSIVE, /* descends= */ false));
        }
        if (cursor.take("SET") || cursor.take("RESET")) {
            boolean options = cursor.looksAt('(') && STRONG_OPTIONS.stream().noneMatch(cursor.inParens()::has);
            return Optional.of(new TableStep.Catalog(
                    options ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE, /* descends= */ false));
        }
        return Optional.of(new TableStep.Catalog(LockMode.ACCESS_EXCLUSIVE, /* descends= */ false));
    }
}
