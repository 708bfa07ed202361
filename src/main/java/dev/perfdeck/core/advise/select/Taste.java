package dev.perfdeck.core.advise.select;

/// What a greedy step likes: how much a byte counts against a saving, and a whim that differs from walk to walk, so
/// that
/// the same place is not always left by the same way.
///
/// @param thrift 1: saving per byte; 0: saving alone
/// @param whim up to what share a score may be lowered
record Taste(double thrift, double whim, long seed, boolean[] shunned) {
    static Taste plain(double thrift, int indexes) {
        return new Taste(thrift, 0, 0, new boolean[indexes]);
    }

    double score(int index, double saving, long bytes) {
        if (shunned[index]) {
            return 0;
        }
        double weight = Math.max(1, bytes);
        double perByte = thrift == 1 ? saving / weight : thrift == 0 ? saving : saving / Math.pow(weight, thrift);
        return whim == 0 ? perByte : perByte * (1 - whim * noise(index));
    }

    private double noise(int index) {
        long z = ((index + 1) * 0x9E3779B97F4A7C15L) ^ seed;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z >>> 11) * 0x1.0p-53;
    }
}
