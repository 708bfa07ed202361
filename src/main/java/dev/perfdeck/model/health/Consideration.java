package dev.perfdeck.model.health;

/// One thing that was looked at before a verdict: whether it speaks for the action, against it, or only belongs to the
/// picture.
///
/// @param text one sentence with its figures
public record Consideration(Weight weight, String text) {
    public enum Weight {
        FOR,
        /// Makes the verdict "ask".
        CAUTION,
        /// Makes the verdict "keep".
        AGAINST
    }
}
