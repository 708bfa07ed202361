package dev.perfdeck.ui.dialog;

import dev.perfdeck.app.CacheRoom;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Work;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A new hit-rate target as somebody types it. Screen executor only.
public final class HitRateModel {
    private static final double HIGHEST = 100;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}([.,]\\d{1,4})?");

    private final CacheRoom room;
    private final Environment environment;
    private final Work work;
    private String text;
    private String typed = "";
    private boolean saving;

    public HitRateModel(CacheRoom room, Environment environment, double now, Work work) {
        this.room = room;
        this.environment = environment;
        this.work = work;
        this.text = Figures.percent(now);
    }

    /// What keeps it; empty where it holds for the session only.
    public Optional<Path> file() {
        return room.targetFile();
    }

    public String text() {
        return text;
    }

    public boolean production() {
        return environment.production();
    }

    public String environment() {
        return environment.name();
    }

    public void write(String now) {
        text = now;
    }

    public void type(String name) {
        typed = name;
    }

    /// The percentage that was written, with a point or a comma, with or without its sign; empty where it is none.
    public Optional<Double> percent() {
        var number = text.strip().replaceFirst("\\s*%$", "");
        return NUMBER.matcher(number).matches()
                ? Optional.of(Double.valueOf(number.replace(',', '.'))).filter(value -> value <= HIGHEST)
                : Optional.empty();
    }

    public boolean ready() {
        return !saving && percent().isPresent() && (!production() || typed.equals(environment()));
    }

    public void save(Runnable done, Consumer<Fault> failed) {
        percent().filter(value -> ready()).ifPresent(value -> {
            saving = true;
            work.run(
                    "change the hit-rate target",
                    () -> {
                        room.hitRateTarget(value);
                        return value;
                    },
                    ok -> {
                        saving = false;
                        done.run();
                    },
                    fault -> {
                        saving = false;
                        failed.accept(fault);
                    });
        });
    }
}
