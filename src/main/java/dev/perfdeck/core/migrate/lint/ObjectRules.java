package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.script.act.Act;
import dev.perfdeck.core.migrate.script.act.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Views, triggers, types, and upkeep by hand.
final class ObjectRules implements Check {
    /// Values added to enums in the transaction that is open, as they are written.
    private final List<String> values = new ArrayList<>();

    @Override
    public void look(Moment moment, Findings findings) {
        enums(moment, findings);
        var act = moment.act();
        if (act instanceof Act.Refresh refresh) {
            refresh(refresh, moment, findings);
        } else if (act instanceof Act.Cluster cluster) {
            repack(cluster.table().stream().toList(), "", moment, findings);
        } else if (act instanceof Act.Vacuum vacuum && vacuum.full()) {
            repack(vacuum.tables(), "VACUUM " + list(vacuum.tables()) + ";", moment, findings);
        } else if (act instanceof Act.LockTable lock) {
            lock(lock, moment, findings);
        } else if (act instanceof Act.Trigger trigger && !moment.scene().isNew(trigger.table())) {
            findings.add(Rule.CHANGING_TRIGGERS, moment.line(), trigger.table().text(), "");
        } else if (act instanceof Act.AlterIndex alter && alter.moves()) {
            findings.add(Rule.REWRITING_TABLE, moment.line(), alter.index().text(), moved(alter, moment));
        } else if (act instanceof Act.Domain domain) {
            domain(domain, moment, findings);
        } else if (act instanceof Act.Code) {
            findings.add(Rule.CODE_NOT_LOOKED_INTO, moment.line(), "", "");
        }
    }

    private static void refresh(Act.Refresh refresh, Moment moment, Findings findings) {
        if (!refresh.concurrently() && !moment.scene().isNew(refresh.view())) {
            findings.add(
                    Rule.REQUIRE_CONCURRENT_REFRESH,
                    moment.line(),
                    refresh.view().text(),
                    "REFRESH MATERIALIZED VIEW CONCURRENTLY " + refresh.view().text() + ";");
        }
    }

    private static String list(List<Name> names) {
        return names.stream().map(Name::text).collect(Collectors.joining(", "));
    }

    private static void repack(List<Name> tables, String fix, Moment moment, Findings findings) {
        if (tables.isEmpty()
                || tables.stream().anyMatch(table -> !moment.scene().isNew(table))) {
            findings.add(Rule.PREFER_REPACK, moment.line(), list(tables), fix);
        }
    }

    private static void lock(Act.LockTable lock, Moment moment, Findings findings) {
        if (lock.mode().blocksWrites()
                && lock.tables().stream().anyMatch(table -> !moment.scene().isNew(table))) {
            findings.add(
                    Rule.LOCKING_TABLE,
                    moment.line(),
                    list(lock.tables()) + ": " + lock.mode().waiting(),
                    "");
        }
    }

    /// Since PostgreSQL 14 an index is rebuilt elsewhere while all goes on.
    private static String moved(Act.AlterIndex alter, Moment moment) {
        var tokens = moment.statement().tokens();
        return "REINDEX (TABLESPACE " + tokens.getLast().text() + ") INDEX CONCURRENTLY "
                + alter.index().text() + ";";
    }

    private static void domain(Act.Domain domain, Moment moment, Findings findings) {
        if (domain.create() && domain.constraint()) {
            findings.add(
                    Rule.BAN_CREATE_DOMAIN_WITH_CONSTRAINT,
                    moment.line(),
                    domain.name().text(),
                    "");
        } else if (!domain.create() && !domain.notValid()) {
            var fix = domain.constraint() ? moment.statement().sql() + " NOT VALID;" : "";
            findings.add(
                    Rule.BAN_ALTER_DOMAIN_WITH_ADD_CONSTRAINT,
                    moment.line(),
                    domain.name().text(),
                    fix);
        }
    }

    private void enums(Moment moment, Findings findings) {
        if (moment.act() instanceof Act.Transaction || !moment.inTransaction()) {
            values.clear();
        }
        if (moment.act() instanceof Act.CreateEnum created) {
            findings.add(Rule.CREATING_ENUM, moment.line(), created.name().text(), "");
        } else if (moment.act() instanceof Act.AlterEnum alter) {
            alter(alter, moment, findings);
        } else if (uses(moment)) {
            findings.add(
                    Rule.ENUM_VALUE_IN_TRANSACTION,
                    moment.line(),
                    "",
                    Fixes.lines("-- in a migration of its own:", moment.sql()));
        }
    }

    private void alter(Act.AlterEnum alter, Moment moment, Findings findings) {
        if (!alter.adds()) {
            findings.add(Rule.RENAMING_ENUM_VALUE, moment.line(), alter.name().text(), "");
            return;
        }
        if (!alter.placed()) {
            findings.add(
                    Rule.REQUIRE_ENUM_VALUE_ORDERING,
                    moment.line(),
                    alter.name().text(),
                    "");
        }
        if (moment.inTransaction()) {
            moment.statement().tokens().stream()
                    .filter(token -> token.text().startsWith("'"))
                    .findFirst()
                    .ifPresent(token -> values.add(token.text().toLowerCase(Locale.ROOT)));
        }
    }

    private boolean uses(Moment moment) {
        return !values.isEmpty()
                && moment.statement().tokens().stream()
                        .anyMatch(token -> values.contains(token.text().toLowerCase(Locale.ROOT)));
    }
}
