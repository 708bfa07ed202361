package dev.perfdeck.model.advice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of an advice that was followed: what was predicted, and what was measured since.
///
/// @param ddl        what was built
/// @param undo       takes it back
/// @param measuredAt of the latest measurement; empty before the first
/// @param undoneAt   when it was seen to be gone again
public record AdviceOutcome(
        String name,
        String ddl,
        String undo,
        String table,
        Instant appliedAt,
        Optional<Instant> measuredAt,
        Optional<Instant> undoneAt,
        List<Statement> statements) {
    /// @param predictedPercent of a call's cost that was to be saved
    /// @param millisBefore     measured, of one call
    /// @param millisAfter      measured since; NaN until it was called often enough
    public record Statement(
            long queryId,
            String query,
            double predictedPercent,
            double millisBefore,
            double millisAfter,
            long callsAfter) {
        public double measuredPercent() {
            return millisBefore > 0 ? 100 * (millisBefore - millisAfter) / millisBefore : Double.NaN;
        }

        /// What is left of its time, measured, over what was predicted; NaN until measured.
        public double ratio() {
            return millisAfter / (millisBefore * Math.max(0.001, 1 - predictedPercent / 100));
        }

        /// Slower than before by more than a tenth.
        public boolean worse() {
            return millisAfter > 1.1 * millisBefore;
        }
    }

    public AdviceOutcome {
        statements = List.copyOf(statements);
    }

    /// Whether it still stands and something got worse: undo is worth offering.
    public boolean madeWorse() {
        return undoneAt.isEmpty() && statements.stream().anyMatch(Statement::worse);
    }
}
