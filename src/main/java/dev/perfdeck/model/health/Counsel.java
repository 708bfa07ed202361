package dev.perfdeck.model.health;

/// How sure a finding is that its action does no harm.
public enum Counsel {
    /// Nothing speaks against it that the server can tell.
    SAFE,
    /// Something has to be known that the server cannot tell; the considerations name it.
    ASK,
    /// Leave it as it is; the considerations say what it is needed for.
    KEEP
}
