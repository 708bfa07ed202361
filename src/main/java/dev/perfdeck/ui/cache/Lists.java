package dev.perfdeck.ui.cache;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.CacheType;
import dev.perfdeck.model.KeyGroup;
import dev.perfdeck.model.KeySample;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.SlowCommand;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/// What the lists of the screen say: columns, and a row for each record. Pure.
record Lists(ResourceBundle words) {
    private static final int GREATEST_USAGE = 255;

    /// Columns by the keys of their heads; a key that begins with `>` is a column of figures.
    List<FigureRows.Column> columns(String... keys) {
        var columns = new ArrayList<FigureRows.Column>();
        for (var key : keys) {
            var figure = key.startsWith(">");
            columns.add(new FigureRows.Column(
                    words.getString("column." + (figure ? key.substring(1) : key)),
                    figure ? FigureRows.Kind.FIGURE : FigureRows.Kind.TEXT));
        }
        return columns;
    }

    FigureRows.Row type(CacheType type, boolean lifetime) {
        var figures = lifetime ? type.lifetime() : type.span();
        var other = lifetime ? type.span() : type.lifetime();
        return new FigureRows.Row(
                List.of(
                        type.type(),
                        Double.isNaN(figures.hitRatePercent())
                                ? Figures.UNKNOWN
                                : Figures.percent(figures.hitRatePercent()) + " %",
                        Figures.count(figures.hits()),
                        Figures.count(figures.misses()),
                        Figures.count(figures.sets()),
                        Figures.count(figures.deletes())),
                told(lifetime ? "type.span" : "type.lifetime", type.type(), other));
    }

    String errors(long count) {
        return say("types.errors", Figures.count(count));
    }

    private String told(String key, String type, CacheFigures figures) {
        return say(
                key,
                type,
                Figures.percent(figures.hitRatePercent()),
                Figures.count(figures.hits()),
                Figures.count(figures.misses()),
                Figures.count(figures.sets()),
                Figures.count(figures.deletes()),
                Figures.count(figures.errors()));
    }

    FigureRows.Row slow(SlowCommand command) {
        return new FigureRows.Row(
                List.of(command.command(), Figures.time(command.took()), command.client(), Figures.clock(command.at())),
                command.command() + "\n" + command.client());
    }

    FigureRows.Row node(RedisNode node) {
        return new FigureRows.Row(
                List.of(
                        node.address(),
                        node.role(),
                        words.getString(node.up() ? "node.up" : "node.down"),
                        node.detail()),
                node.address() + "\n" + node.detail());
    }

    FigureRows.Row group(KeyGroup group) {
        return new FigureRows.Row(
                List.of(
                        group.prefix(),
                        Figures.count(group.keys()),
                        Figures.bytes(group.bytes()),
                        spread(group),
                        group.withoutTtl() < 0 ? Figures.UNKNOWN : Figures.count(group.withoutTtl())),
                say("group.hint", group.prefix(), Figures.count(group.sampled()), time(group.ttlMedian())));
    }

    /// The shortest and the longest time to live; one figure where they read the same.
    private static String spread(KeyGroup group) {
        var least = time(group.ttlLeast());
        var most = time(group.ttlMost());
        return least.equals(most) ? least : least + "–" + most;
    }

    private static String time(Optional<Duration> ttl) {
        return ttl.map(Figures::time).orElse(Figures.UNKNOWN);
    }

    FigureRows.Row big(KeySample.Key key) {
        return new FigureRows.Row(List.of(key.name(), key.type(), Figures.bytes(key.bytes())), key.name());
    }

    FigureRows.Row hot(KeySample.Key key) {
        var usage = key.usage() < 0 ? Figures.UNKNOWN : key.usage() + " / " + GREATEST_USAGE;
        return new FigureRows.Row(List.of(key.name(), key.type(), usage), key.name());
    }

    String estimate(KeySample sample) {
        return say(
                "sample.estimate",
                Figures.count(sample.sampled()),
                Figures.count(sample.total()),
                Figures.clock(sample.at()),
                Figures.time(sample.took()));
    }

    String spanOf(Duration span) {
        return say("span", Figures.time(span));
    }

    String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
