package dev.perfdeck.model.advice;

/// How far measured gains were from predicted ones: what is left of a statement's time, measured, lies between `low`
/// and
/// `high` times what was predicted, for four of five statements.
///
/// @param samples how many statements of past advice it comes from; with too few of them it is a first guess
public record ErrorBand(double low, double high, int samples) {
    /// Before anything was measured: a plan's cost says little more than the order of magnitude of its time.
    public static final ErrorBand GUESS = new ErrorBand(0.2, 5, 0);

    public boolean guessed() {
        return samples == 0;
    }
}
