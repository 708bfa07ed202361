package dev.perfdeck.core.migrate.lint;

import static dev.perfdeck.model.migration.Finding.Severity.ERROR;
import static dev.perfdeck.model.migration.Finding.Severity.INFO;
import static dev.perfdeck.model.migration.Finding.Severity.WARNING;

import dev.perfdeck.model.migration.Finding.Severity;
import java.util.Locale;

/// All rules; named as squawk names them where it has the same. `docs/lint-rules.md` is made from this list.
public enum Rule {
    REQUIRE_CONCURRENT_INDEX_CREATION(
            ERROR,
            "A plain `CREATE INDEX` lets all writers of the table wait until it is built.",
            "CREATE INDEX orders_created_at ON orders (created_at);"),
    REQUIRE_CONCURRENT_INDEX_DELETION(
            WARNING,
            "A plain `DROP INDEX` needs the table for itself; while it waits for that, all readers and writers wait too.",
            "DROP INDEX orders_status_idx;"),
    REQUIRE_CONCURRENT_REINDEX(
            ERROR,
            "A plain `REINDEX` lets writers wait, and readers that would use the index.",
            "REINDEX TABLE orders;"),
    CONCURRENT_INDEX_IF_NOT_EXISTS(
            WARNING,
            "A build that failed leaves an invalid index behind. `IF NOT EXISTS` then skips the build and reports success.",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_created_at ON orders (created_at);"),
    INDEX_WITH_MANY_COLUMNS(
            INFO,
            "An index that is not unique seldom needs more than three columns; it costs each write.",
            "CREATE INDEX CONCURRENTLY orders_wide ON orders (customer_id, status, created_at, total);"),
    BAN_CONCURRENT_INDEX_CREATION_IN_TRANSACTION(
            ERROR,
            "PostgreSQL refuses this statement inside a transaction.",
            "BEGIN; CREATE INDEX CONCURRENTLY orders_created_at ON orders (created_at); COMMIT;"),
    NEEDS_EXECUTE_IN_TRANSACTION_FALSE(
            ERROR,
            "PostgreSQL refuses this statement inside a transaction, and Flyway does not find that out by itself: the script needs"
                    + " `executeInTransaction=false` in its `.conf`.",
            "REINDEX INDEX CONCURRENTLY orders_status_idx;"),
    MIXED_SCRIPT(
            ERROR,
            "The script holds statements that need a transaction's absence beside others. Flyway refuses it, or with `mixed=true` runs"
                    + " all of it without a transaction, so that a failure leaves half of it.",
            "ALTER TABLE orders ADD COLUMN note text; CREATE INDEX CONCURRENTLY orders_note ON orders (note);"),
    ADDING_FIELD_WITH_DEFAULT(
            ERROR,
            "A default that differs from row to row makes PostgreSQL write the whole table anew while nobody can read it.",
            "ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();"),
    ADDING_REQUIRED_FIELD(
            ERROR,
            "A column that is `NOT NULL` and has no default cannot be added to a table with rows.",
            "ALTER TABLE orders ADD COLUMN region text NOT NULL;"),
    ADDING_SERIAL_COLUMN(
            ERROR,
            "A serial or identity column is filled for each row: the table is written anew while nobody can read it.",
            "ALTER TABLE orders ADD COLUMN number bigserial;"),
    ADDING_STORED_GENERATED_COLUMN(
            ERROR,
            "A stored generated column is computed for each row: the table is written anew while nobody can read it.",
            "ALTER TABLE orders ADD COLUMN gross numeric GENERATED ALWAYS AS (total * 1.19) STORED;"),
    PREFER_JSONB(
            WARNING,
            "`json` has no equality, so `SELECT DISTINCT` and `UNION` over the table fail; `jsonb` has.",
            "ALTER TABLE orders ADD COLUMN extra json;"),
    CHANGING_COLUMN_TYPE(
            ERROR,
            "The table and its indexes are written anew while nobody can read it. Free are: a longer or unlimited `varchar`, `varchar`"
                    + " to `text` and back without limit, `numeric` of the same scale and more digits, `cidr` to `inet`, more digits of"
                    + " seconds, and `timestamp` to `timestamptz` where the session's time zone is UTC.",
            "ALTER TABLE orders ALTER COLUMN quantity TYPE bigint;"),
    ADDING_NOT_NULLABLE_FIELD(
            ERROR,
            "`SET NOT NULL` reads the whole table while nobody can read or write it, unless a validated check proves it already.",
            "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;"),
    BAN_DROP_NOT_NULL(
            INFO,
            "Readers that rely on a value may meet a null.",
            "ALTER TABLE orders ALTER COLUMN status DROP NOT NULL;"),
    CONSTRAINT_MISSING_NOT_VALID(
            ERROR,
            "A check is tested against all rows while nobody can read or write the table. With `NOT VALID` it binds new rows at once, and"
                    + " `VALIDATE CONSTRAINT` tests the old ones while all goes on.",
            "ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0);"),
    ADDING_FOREIGN_KEY_CONSTRAINT(
            ERROR,
            "A foreign key is tested against all rows while writers of both tables wait.",
            "ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id);"),
    FOREIGN_KEY_WITHOUT_INDEX(
            INFO,
            "Without an index on the referencing columns, each delete or key change in the referenced table reads this one whole.",
            "ALTER TABLE orders ADD CONSTRAINT orders_shop FOREIGN KEY (shop_id) REFERENCES shops (id) NOT VALID;"),
    DISALLOWED_UNIQUE_CONSTRAINT(
            ERROR,
            "The index of a unique or primary key is built while nobody can read or write the table.",
            "ALTER TABLE orders ADD CONSTRAINT orders_code_key UNIQUE (code);"),
    PRIMARY_KEY_NEEDS_NOT_NULL(
            INFO,
            "A primary key from an index also sets its columns `NOT NULL`, which reads the whole table where they are not.",
            "ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_id_key;"),
    ADDING_EXCLUSION_CONSTRAINT(
            ERROR,
            "The index of an exclusion is built while nobody can read or write the table; there is no concurrent way.",
            "ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&);"),
    VALIDATE_IN_SAME_TRANSACTION(
            ERROR,
            "The strong lock of the `ADD CONSTRAINT` is held until all rows are read, as if `NOT VALID` were not there.",
            "BEGIN; ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;"
                    + " ALTER TABLE orders VALIDATE CONSTRAINT total_positive; COMMIT;"),
    BAN_DROP_COLUMN(
            WARNING, "Programs that still name the column fail at once.", "ALTER TABLE orders DROP COLUMN note;"),
    BAN_DROP_TABLE(
            WARNING, "Programs that still use the table fail at once, and its rows are gone.", "DROP TABLE audit_log;"),
    BAN_DROP_DATABASE(ERROR, "All of it is gone.", "DROP DATABASE workflow;"),
    RENAMING_COLUMN(
            WARNING,
            "Programs that use the old name fail at once, those that use the new one failed until now.",
            "ALTER TABLE orders RENAME COLUMN note TO remark;"),
    RENAMING_TABLE(
            WARNING,
            "Programs that use the old name fail at once, those that use the new one failed until now.",
            "ALTER TABLE audit_log RENAME TO audit_entries;"),
    TRUNCATING_TABLE(
            WARNING,
            "`TRUNCATE` needs the table for itself and removes all rows, also those that older transactions still see.",
            "TRUNCATE audit_log;"),
    BAN_TRUNCATE_CASCADE(
            ERROR,
            "It empties all tables that refer to this one as well, and those that refer to them.",
            "TRUNCATE customers CASCADE;"),
    REQUIRE_CONCURRENT_PARTITION_DETACH(
            WARNING,
            "A plain `DETACH PARTITION` needs the whole partitioned table for itself.",
            "ALTER TABLE readings DETACH PARTITION readings_2024;"),
    ATTACHING_PARTITION_SCANS(
            INFO,
            "The attached table is read whole under its strongest lock, unless a validated check already says what the bounds say; so is"
                    + " a default partition.",
            "ALTER TABLE readings ATTACH PARTITION readings_2026 FOR VALUES FROM (2026) TO (2027);"),
    CREATING_PARTITION_IN_PLACE(
            WARNING,
            "`PARTITION OF` needs the whole partitioned table for itself; a table that is attached afterwards does not.",
            "CREATE TABLE readings_2027 PARTITION OF readings FOR VALUES FROM (2027) TO (2028);"),
    UPDATING_WHOLE_TABLE(
            WARNING,
            "All rows are locked until the transaction ends, the table doubles, and replicas lag behind.",
            "UPDATE orders SET note = '';"),
    LOCKING_TABLE(WARNING, "The table is taken from others by hand.", "LOCK TABLE orders IN EXCLUSIVE MODE;"),
    DISABLING_TRIGGER(
            WARNING,
            "Writers wait, and what the trigger keeps true is not kept for anybody until it is enabled again.",
            "ALTER TABLE orders DISABLE TRIGGER orders_touch;"),
    CHANGING_TRIGGERS(
            INFO,
            "Creating a trigger lets writers wait for a moment, dropping one readers too; a trigger costs each write.",
            "DROP TRIGGER orders_touch ON orders;"),
    PREFER_REPACK(
            ERROR,
            "`VACUUM FULL` and `CLUSTER` write the whole table anew while nobody can read it. `VACUUM` makes its space usable again; pg_repack"
                    + " and pg_squeeze give it back while all goes on.",
            "VACUUM FULL orders;"),
    REQUIRE_CONCURRENT_REFRESH(
            WARNING,
            "A plain refresh lets readers of the view wait until it is done.",
            "REFRESH MATERIALIZED VIEW daily_totals;"),
    REWRITING_TABLE(
            ERROR,
            "The whole table is written anew, or copied, while nobody can read it.",
            "ALTER TABLE orders SET UNLOGGED;"),
    BAN_ALTER_DOMAIN_WITH_ADD_CONSTRAINT(
            ERROR,
            "All tables with a column of the domain are read whole while their writers wait.",
            "ALTER DOMAIN code ADD CONSTRAINT code_short CHECK (length(VALUE) < 20);"),
    BAN_CREATE_DOMAIN_WITH_CONSTRAINT(
            INFO,
            "A constraint of a domain can later not be changed without reading all tables that use it; one of a table can.",
            "CREATE DOMAIN percent AS integer CHECK (VALUE BETWEEN 0 AND 100);"),
    CREATING_ENUM(
            INFO,
            "Values of an enum cannot be removed, and programs must know a new one before it is written.",
            "CREATE TYPE mood AS ENUM ('good', 'bad');"),
    REQUIRE_ENUM_VALUE_ORDERING(
            INFO,
            "A new value goes to the end of the order unless `BEFORE` or `AFTER` says where.",
            "ALTER TYPE order_state ADD VALUE 'returned';"),
    RENAMING_ENUM_VALUE(
            WARNING,
            "Programs that write the old value fail at once.",
            "ALTER TYPE order_state RENAME VALUE 'open' TO 'new';"),
    ENUM_VALUE_IN_TRANSACTION(
            ERROR,
            "A value that was added in this transaction cannot be used before it ends.",
            "BEGIN; ALTER TYPE order_state ADD VALUE 'returned' AFTER 'done'; UPDATE orders SET state = 'returned' WHERE id = 1; COMMIT;"),
    REQUIRE_LOCK_TIMEOUT(
            INFO,
            "A strong lock that has to wait makes all who come after it wait. Perfdeck sets a short `lock_timeout` and tries again; other"
                    + " runners do not.",
            "ALTER TABLE orders ADD COLUMN remark text;"),
    STATEMENTS_AFTER_STRONG_LOCK(
            WARNING,
            "The strong lock that was taken before is held until the transaction ends, so for as long as this statement takes as well.",
            "BEGIN; ALTER TABLE orders ADD COLUMN remark text; UPDATE orders SET remark = note WHERE id < 1000; COMMIT;"),
    MULTIPLE_ALTERS(
            INFO,
            "Several `ALTER TABLE` of one table can be one statement: one lock, and at most one reading of the table.",
            "ALTER TABLE orders ADD COLUMN a text; ALTER TABLE orders ADD COLUMN b text;"),
    BAN_UNCOMMITTED_TRANSACTION(ERROR, "The script begins a transaction that it does not end.", "BEGIN; SELECT 1;"),
    TRANSACTION_NESTING(
            WARNING,
            "Flyway runs the script in a transaction already: `BEGIN` does nothing, and `COMMIT` ends Flyway's.",
            "BEGIN; SELECT 1; COMMIT;"),
    IDENTIFIER_TOO_LONG(
            WARNING,
            "PostgreSQL cuts names after 63 bytes, and the script then means another name than it says.",
            "CREATE TABLE a_name_that_says_everything_there_is_to_say_about_the_orders_of_all_customers (id int);"),
    CODE_NOT_LOOKED_INTO(
            INFO,
            "What `DO` and `CALL` do, and which locks that takes, is not looked into; a trace shows it.",
            "DO $$ BEGIN PERFORM 1; END $$;"),
    IGNORE_NEEDS_REASON(
            WARNING,
            "`-- perfdeck:ignore RULE reason` wants a rule of this list and a reason; without them it ignores nothing.",
            "-- perfdeck:ignore ban-drop-column\nSELECT 1;");

    private final Severity severity;
    private final String why;
    private final String example;

    Rule(Severity severity, String why, String example) {
        this.severity = severity;
        this.why = why;
        this.example = example;
    }

    /// In kebab case.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /// A sentence or two.
    public String why() {
        return why;
    }

    /// A script that breaks it.
    public String example() {
        return example;
    }
}
