package dev.perfdeck.demo.load;

/// The kinds of request that users make.
enum Call {
    LIST,
    DETAIL,
    CREATORS,
    PINNED,
    SEARCH,
    WORKFLOW_EXECUTIONS,
    EXECUTIONS_IN_RANGE,
    EXECUTION,
    CHECKPOINTS,
    AUDIT,
    STATS,
    SET_STATUS,
    START
}
