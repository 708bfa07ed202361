package dev.perfdeck.model.plan;

/// What is remarkable about a step of a plan. A mark is a hint where to look, and no proof that something is wrong.
public enum PlanMark {
    /// Reads a whole table of [PlanJudge#MANY_ROWS] rows or more.
    FULL_SCAN,
    /// Throws away ten rows or more for each one it keeps, and many at that; known only where it was run.
    DISCARDS,
    /// The planner expected ten times more or fewer rows than came; known only where it was run.
    MISESTIMATE,
    /// Did not fit into `work_mem` and went through temporary files; known only where it was run.
    SPILLS
}
