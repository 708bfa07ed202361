package dev.perfdeck.core.migrate.lint;

import dev.perfdeck.core.migrate.locks.Work;
import dev.perfdeck.model.migration.TableLock;
import java.util.List;

/// One statement of a script.
///
/// @param sql           without the semicolon; data of `COPY … FROM STDIN` are not part of it
/// @param line          of its first word, from 1
/// @param transactional PostgreSQL lets it run inside a transaction
/// @param locks         on relations that were there before the script, the strongest for each
/// @param work          what it does with the rows while it holds them
public record ReviewedStatement(String sql, int line, boolean transactional, List<TableLock> locks, Work work) {
    public ReviewedStatement {
        locks = List.copyOf(locks);
    }
}
