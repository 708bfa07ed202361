package dev.perfdeck.model.advice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What the advisor is asked.
///
/// @param budgetBytes for all suggested indexes together; empty for no limit
/// @param top         how many statements to look at, the dearest first
/// @param workload    a file of SQL in place of pg_stat_statements
/// @param window      from now on, whose statements are the workload; without it, what the session has watched so far,
///     or all since the statistics began
public record AdviceRequest(OptionalLong budgetBytes, int top, Optional<Path> workload, Optional<Duration> window) {
    public static final int USUAL_TOP = 200;

    public static AdviceRequest usual() {
        return new AdviceRequest(OptionalLong.empty(), USUAL_TOP, Optional.empty(), Optional.empty());
    }
}
