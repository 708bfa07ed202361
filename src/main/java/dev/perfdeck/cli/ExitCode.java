package dev.perfdeck.cli;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Verdict;
import java.util.List;

/// What a command tells the shell.
final class ExitCode {
    static final int MET = 0;
    /// Perfdeck itself failed.
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_MET = 3;
    static final int CANNOT_CONNECT = 4;
    /// A migration did not end well; what stands has been said.
    static final int MIGRATION_FAILED = 5;

    private ExitCode() {}

    /// A configured source that does not answer comes before any verdict.
    static int of(TargetStatus status, List<SourceHealth> health) {
        boolean silent = health.stream().anyMatch(source -> switch (source.lamp()) {
            case CONNECTING, DOWN -> true;
            case ABSENT, UP, LIMITED -> false;
        });
        return silent ? CANNOT_CONNECT : status.overall() == Verdict.MET ? MET : NOT_MET;
    }

    static int of(Fault fault) {
        return switch (fault) {
            case Fault.Rejected _ -> USAGE;
            case Fault.Unreachable _, Fault.Denied _, Fault.PasswordWanted _, Fault.TimedOut _, Fault.Unavailable _ ->
                CANNOT_CONNECT;
            case Fault.MissingExtension _, Fault.MigrationFailed _, Fault.Internal _ -> FAILED;
        };
    }
}
