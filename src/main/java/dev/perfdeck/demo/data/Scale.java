package dev.perfdeck.demo.data;

/// How many rows the demo has.
public record Scale(long users, long workflows, long executions, long auditLogs, long checkpoints) {
    public static final Scale FULL = new Scale(5_000, 80_000, 400_000, 350_000, 200_000);
    /// Starts at once; for tests.
    public static final Scale SMALL = new Scale(100, 1_000, 4_000, 4_000, 2_000);

    public long rows() {
        return users + workflows + executions + auditLogs + checkpoints;
    }
}
