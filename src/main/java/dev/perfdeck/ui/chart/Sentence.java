package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Metric.Unit;
import java.util.ArrayList;
import java.util.List;

/// Says in words what a chart shows, for those who do not see it. Pure.
record Sentence(Words words, TimeAxis clock, Unit unit, Span span) {
    String of(String title, List<Series> series, Target target, String whyEmpty) {
        List<String> parts = new ArrayList<>();
        for (Series each : series) {
            describe(each, parts);
        }
        if (parts.isEmpty()) {
            parts.add(whyEmpty);
        }
        if (target.isSet()) {
            parts.add(words.say("target." + target.verdict(), Figures.withUnit(target.value(), unit)));
        }
        return words.say("chart", title, duration(), String.join(", ", parts));
    }

    private void describe(Series series, List<String> parts) {
        long highest = Long.MIN_VALUE;
        long newest = Long.MIN_VALUE;
        for (long second = Math.max(span.from(), series.window().firstSecond()); second <= last(series); second++) {
            double value = series.at(second);
            if (Double.isFinite(value)) {
                newest = second;
                highest = highest == Long.MIN_VALUE || value > series.at(highest) ? second : highest;
            }
        }
        if (newest != Long.MIN_VALUE) {
            parts.add(words.say(
                    "series", series.name(), figure(series, newest), figure(series, highest), clock.minute(highest)));
        }
    }

    private long last(Series series) {
        return Math.min(
                span.to(), series.window().firstSecond() + series.window().size() - 1);
    }

    private String figure(Series series, long second) {
        return Figures.withUnit(series.at(second), unit);
    }

    private String duration() {
        long seconds = span.seconds();
        return seconds % 3600 == 0
                ? words.say("hours", seconds / 3600)
                : seconds % 60 == 0 ? words.say("minutes", seconds / 60) : words.say("seconds", seconds);
    }
}
