package dev.perfdeck.core.query.call;

/// What one `?` of a shape stands for: literals of the statement, and parameters of it from `firstBind` up to and
/// without `endBind`, counted from 0. A list of values is one place.
public record Place(long literals, int firstBind, int endBind) {
    /// A number that differs where the values do; equal ones are nearly always the same values.
    ///
    /// @param binds hashes of the parameters; those beyond its length were never set
    public long hash(long[] binds) {
        long hash = literals;
        for (int bind = firstBind; bind < endBind; bind++) {
            hash = mix(hash, bind < binds.length ? binds[bind] : 0);
        }
        return hash;
    }

    /// The finaliser of MurmurHash3, over both.
    public static long mix(long hash, long value) {
        long mixed = hash * 31 + value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        return mixed ^ (mixed >>> 33);
    }
}
