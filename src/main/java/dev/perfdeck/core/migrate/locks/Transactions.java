package dev.perfdeck.core.migrate.locks;

import dev.perfdeck.core.migrate.script.Statement;
import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.TableStep;

/// Whether PostgreSQL lets a statement run inside a transaction, and whether Flyway knows.
public final class Transactions {
    private Transactions() {}

    /// `ALTER TYPE … ADD VALUE` is allowed since PostgreSQL 12, though the value cannot be used before the commit.
    public static boolean allowed(Act act) {
        return switch (act) {
            case Act.CreateIndex index -> !index.concurrently();
            case Act.DropIndex drop -> !drop.concurrently();
            case Act.Reindex reindex ->
                !reindex.concurrently()
                        && (reindex.extent() == Act.Reindex.Extent.INDEX
                                || reindex.extent() == Act.Reindex.Extent.TABLE);
            case Act.AlterTable alter ->
                alter.steps().stream()
                        .noneMatch(step -> step instanceof TableStep.Detach detach && detach.concurrently());
            case Act.Cluster cluster -> cluster.table().isPresent();
            case Act.Vacuum _, Act.Database _ -> false;
            case Act.Other other -> other.transactional();
            case Act.AlterEnum _,
                    Act.AlterIndex _,
                    Act.Analyze _,
                    Act.Code _,
                    Act.CreateEnum _,
                    Act.CreateTable _,
                    Act.CreateView _,
                    Act.Domain _,
                    Act.DropRelation _,
                    Act.LockTable _,
                    Act.Refresh _,
                    Act.Setting _,
                    Act.Touch _,
                    Act.Transaction _,
                    Act.Trigger _,
                    Act.Truncate _,
                    Act.Write _ -> true;
        };
    }

    /// What Flyway 13 finds out by itself from a statement's first words; for the rest the script needs a `.conf` with
    /// `executeInTransaction=false`.
    public static boolean flywayKnows(Statement statement, Act act) {
        return switch (act) {
            case Act.CreateIndex _, Act.DropIndex _, Act.Vacuum _, Act.Database _ -> true;
            case Act.Reindex reindex ->
                !reindex.concurrently()
                        || reindex.extent() == Act.Reindex.Extent.SCHEMA
                        || reindex.extent() == Act.Reindex.Extent.DATABASE;
            case Act.Other _ -> !statement.begins("ALTER", "DATABASE");
            case Act.AlterTable _,
                    Act.Cluster _,
                    Act.AlterEnum _,
                    Act.AlterIndex _,
                    Act.Analyze _,
                    Act.Code _,
                    Act.CreateEnum _,
                    Act.CreateTable _,
                    Act.CreateView _,
                    Act.Domain _,
                    Act.DropRelation _,
                    Act.LockTable _,
                    Act.Refresh _,
                    Act.Setting _,
                    Act.Touch _,
                    Act.Transaction _,
                    Act.Trigger _,
                    Act.Truncate _,
                    Act.Write _ -> false;
        };
    }
}
