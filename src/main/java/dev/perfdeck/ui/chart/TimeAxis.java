package dev.perfdeck.ui.chart;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ticks at whole seconds, minutes, hours or days of the local clock, across daylight-saving changes. Pure.
///
/// @param zone whose clock is on the wall
record TimeAxis(ZoneId zone) {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAYS = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final int QUARTER = 900;
    private static final int DAY = 86_400;
    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, QUARTER, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY
    };

    record Tick(long second, String label) {}

    /// Ticks from `from` to `to`, both included; the finest step that makes at most `most` of them.
    List<Tick> ticks(long from, long to, int most) {
        int step = step((double) Math.max(1, to - from) / Math.max(1, most));
        DateTimeFormatter format = step >= DAY ? DAYS : step >= 60 ? MINUTES : SECONDS;
        // Clocks change by whole quarters of an hour, so every tick is among the quarters, or among finer steps.
        long stride = Math.min(step, QUARTER);
        long days = Math.max(1, (long) Math.ceil((to - from) / (double) DAY / Math.max(1, most)));
        List<Tick> ticks = new ArrayList<>();
        for (long second = Math.ceilDiv(from + offset(from), stride) * stride - offset(from);
                second <= to;
                second += stride) {
            if (isTick(second, step, days)) {
                ticks.add(new Tick(
                        second, format.format(Instant.ofEpochSecond(second).atZone(zone))));
            }
        }
        return ticks;
    }

    /// The time of day to the second, for the crosshair.
    String exact(long second) {
        return SECONDS.format(Instant.ofEpochSecond(second).atZone(zone));
    }

    String minute(long second) {
        return MINUTES.format(Instant.ofEpochSecond(second).atZone(zone));
    }

    private boolean isTick(long second, int step, long days) {
        long local = second + offset(second);
        return Math.floorMod(local, step) == 0 && (step < DAY || Math.floorMod(Math.floorDiv(local, DAY), days) == 0);
    }

    private int offset(long second) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    }

    private static int step(double raw) {
        for (int step : STEPS) {
            if (step >= raw) {
                return step;
            }
        }
        return DAY;
    }
}
