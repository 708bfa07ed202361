package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import java.util.List;
import java.util.Optional;

/// One piece of advice as the screen shows it: a figure, a title, a sentence, what it costs, and its evidence. Pure.
///
/// @param figure   what it brings, as `−41 %`
/// @param unit     of what, as `database time`
/// @param code     the part of the title that is code; may be empty
/// @param costs    a line each, as `31 MB · 4 s`
/// @param sql      what would be run; empty for advice to an application
/// @param table    as PostgreSQL writes it; empty where the advice is about none
/// @param index    where it is an index that can be built
record AdviceCard(
        Kind kind,
        String figure,
        String unit,
        String title,
        String code,
        String summary,
        List<String> costs,
        List<String> evidence,
        String sql,
        String undo,
        String table,
        Optional<IndexAdvice> index,
        List<StatementGain> gains) {
    enum Kind {
        INDEX,
        CACHE,
        DROP,
        STATISTICS
    }

    AdviceCard {
        costs = List.copyOf(costs);
        evidence = List.copyOf(evidence);
        gains = List.copyOf(gains);
    }

    /// Whether only a migration can carry it out: PostgreSQL builds no index of a partitioned table concurrently, and
    /// an order must be.
    boolean migrationOnly() {
        return index.filter(it -> !it.ddl().contains(" CONCURRENTLY ")).isPresent();
    }

    /// What tells it from the others across reports, so that a choice is kept.
    String key() {
        return kind + " " + (sql.isEmpty() ? code : sql);
    }
}
