package dev.perfdeck.model.plan;

/// What came of the wish for a statement's plan.
public sealed interface PlanAnswer {
    /// Here it is.
    ///
    /// @param basis which values it was made for
    /// @param sql   what the server was asked
    record Planned(PlanDocument plan, Basis basis, String sql) implements PlanAnswer {}

    /// There is none.
    ///
    /// @param detail what the server said, or the statement's kind, or the other database; may be empty
    record NoPlan(Reason reason, String detail) implements PlanAnswer {}

    /// Which values a plan was made for.
    enum Basis {
        /// Whatever the values are, as after some runs of a prepared statement.
        GENERIC,
        /// The statement holds none.
        COMPLETE,
        /// Common values out of the planner's statistics; it was not run.
        SAMPLES,
        /// It was run, with values out of the planner's statistics.
        RUN
    }

    /// Why there is no plan.
    enum Reason {
        /// Its text is not known, or this role may not see it.
        TEXTLESS,
        /// `COMMIT`, `VACUUM`, `CREATE …`: the planner has no part in it.
        UTILITY,
        /// The text ends in the middle.
        CUT_OFF,
        /// More than one statement in one text.
        SEVERAL,
        /// It belongs to another database than the one that is watched.
        ELSEWHERE,
        /// The server would not plan it.
        REFUSED,
        /// It would write, so it is not run.
        WRITES
    }
}
