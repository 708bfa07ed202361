package dev.perfdeck.core.advise.cache;

import dev.perfdeck.model.CachedType;
import dev.perfdeck.model.advice.CacheTie;
import dev.perfdeck.model.advice.CacheTie.Fit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/// What is measured of a resource type, beside the statement that fills it. Pure.
final class CacheTies {
    /// A time to live of less than half of what would fit gives hits away.
    private static final double HALF = 0.5;

    private CacheTies() {}

    /// @param writes for each key and second
    /// @param fits   seconds that would fit those
    static CacheTie of(CachedType cached, double missMillis, double tripMillis, double writes, double fits) {
        double worth = cached.hitsPerSecond() * Math.max(0, missMillis - tripMillis);
        double ttl = cached.ttl().map(Duration::toMillis).orElse(-1L) / 1e3;
        var fit = ttl < 0 ? Fit.UNKNOWN : fit(ttl, writes, fits);
        var evidence = new ArrayList<String>();
        evidence.add(format(
                "It seems to fill the cache's resource type '%s': each miss costs %.2f ms.",
                cached.type(), missMillis));
        evidence.add(
                Double.isNaN(cached.hitRate())
                        ? "Nothing of that type was read in the last minutes."
                        : format(
                                "Of that type %.0f %% of reads hit now, which is worth %.1f ms/s of database time.",
                                100 * cached.hitRate(), worth));
        evidence.add(
                switch (fit) {
                    case FITS -> format("Its keys live up to %.0f s, which fits the rate of writes.", ttl);
                    case TOO_LONG ->
                        format(
                                "Its keys live up to %.0f s, too long for the rate of writes unless each write invalidates: %.0f s"
                                        + " would fit.",
                                ttl, fits);
                    case TOO_SHORT ->
                        format(
                                "Its keys live up to %.0f s; the rate of writes allows %.0f s, which hits more.",
                                ttl, fits);
                    case UNKNOWN ->
                        format(
                                "How long its keys live is not known (the Cache screen's sample with lifetimes tells); %.0f s"
                                        + " would fit the rate of writes.",
                                fits);
                });
        return new CacheTie(
                cached.type(), missMillis, cached.hitRate(), worth, ttl < 0 ? Double.NaN : ttl, fit, evidence);
    }

    private static Fit fit(double ttl, double writes, double fits) {
        if (writes * ttl > CacheRule.LIKELY_RIGHT) {
            return Fit.TOO_LONG;
        }
        return ttl < HALF * fits ? Fit.TOO_SHORT : Fit.FITS;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is of a library that this room does not have
    private static String format(String words, Object... values) {
        return String.format(Locale.ROOT, words, values);
    }
}
