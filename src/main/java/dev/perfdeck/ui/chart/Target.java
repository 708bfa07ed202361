package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Verdict;

/// The line to be below or above; `value` NaN for none.
record Target(double value, String label, Verdict verdict) {
    static final Target NONE = new Target(Double.NaN, "", Verdict.UNKNOWN);

    boolean isSet() {
        return Double.isFinite(value);
    }
}
