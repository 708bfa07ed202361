package dev.perfdeck.ui.indexes;

/// The steps of the errand, in their order.
public enum Stage {
    PLAN,
    PREFLIGHT,
    APPLY,
    VERIFY,
    RECORD;

    /// How far a step is; each is a sign and a word, never only a colour.
    enum Standing {
        WAITING,
        BUSY,
        DONE,
        /// Ended with something to look at.
        TROUBLE
    }
}
