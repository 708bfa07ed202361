package dev.perfdeck.ui.chart;

/// The least and the greatest of some values; NaN where there are none.
record Extent(double least, double greatest) {
    static final Extent NONE = new Extent(Double.NaN, Double.NaN);

    static Extent of(Decimator cut) {
        Extent extent = NONE;
        for (int c = 0; c < cut.columns(); c++) {
            extent = Double.isNaN(cut.least(c))
                    ? extent
                    : extent.with(cut.least(c)).with(cut.greatest(c));
        }
        return extent;
    }

    boolean isEmpty() {
        return Double.isNaN(least);
    }

    Extent with(double value) {
        if (Double.isNaN(value) || (value >= least && value <= greatest)) {
            return this;
        }
        return isEmpty() ? new Extent(value, value) : new Extent(Math.min(least, value), Math.max(greatest, value));
    }

    Extent with(Extent other) {
        return with(other.least).with(other.greatest);
    }
}
