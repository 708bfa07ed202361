package dev.perfdeck.app.advice;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The record of advice that was followed: a file that only grows, a line for each advice, each of its statements and
/// each measurement, tab-separated and escaped. What it holds is what the error band is made of.
///
/// Safe on any thread.
public final class FollowedAdvice {
    private static final int ENOUGH = 5;
    private static final int TENTHS = 10;

    private final Path file;

    public FollowedAdvice(Path file) {
        this.file = file;
    }

    /// @throws FaultException when the file cannot be written
    public synchronized void followed(IndexAdvice advice, Instant at) {
        keep("index", "expects", advice, at);
    }

    /// Notes that an advice was written as a migration; it is followed once its index is there.
    ///
    /// @throws FaultException when the file cannot be written
    public synchronized void proposed(IndexAdvice advice, Instant at) {
        keep("proposed", "hopes", advice, at);
    }

    private void keep(String head, String each, IndexAdvice advice, Instant at) {
        var lines = new StringBuilder(line(head, at, advice.name(), advice.ddl(), advice.undo(), advice.table()));
        for (StatementGain gain : advice.queries()) {
            lines.append(line(
                    each,
                    at,
                    advice.name(),
                    Long.toString(gain.queryId()),
                    gain.query(),
                    Double.toString(gain.percent()),
                    Double.toString(gain.meanMillis())));
        }
        append(lines.toString());
    }

    /// Notes that what was proposed is there: from now on it is followed.
    ///
    /// @throws FaultException when the file cannot be written
    public synchronized void found(String name, Instant at) {
        append(line("found", at, name));
    }

    /// Notes that what was followed is gone again.
    ///
    /// @throws FaultException when the file cannot be written
    public synchronized void undone(String name, Instant at) {
        append(line("undone", at, name));
    }

    /// @throws FaultException when the file cannot be written
    public synchronized void measured(String name, long queryId, double meanMillis, long calls, Instant at) {
        append(line("measured", at, name, Long.toString(queryId), Double.toString(meanMillis), Long.toString(calls)));
    }

    /// What a statement had cost in all when its advice was followed.
    public record Base(long calls, double millis) {}

    /// @throws FaultException when the file cannot be written
    public synchronized void base(String name, long queryId, Base base, Instant at) {
        append(line(
                "base", at, name, Long.toString(queryId), Long.toString(base.calls()), Double.toString(base.millis())));
    }

    /// By statement, of the advice of that name.
    public synchronized Map<Long, Base> bases(String name) {
        var bases = new HashMap<Long, Base>();
        for (String[] words : words()) {
            if (words[0].equals("base") && words.length == 6 && plain(words[2]).equals(name)) {
                bases.put(Long.parseLong(words[3]), new Base(Long.parseLong(words[4]), Double.parseDouble(words[5])));
            }
        }
        return bases;
    }

    /// Newest first; lines that cannot be read are passed over.
    public synchronized List<AdviceOutcome> outcomes() {
        return List.copyOf(read().followed().values()).reversed();
    }

    /// What was written as migrations and is not followed yet, as far as is known.
    public synchronized List<AdviceOutcome> proposals() {
        return List.copyOf(read().proposed().values());
    }

    private record Held(Map<String, AdviceOutcome> followed, Map<String, AdviceOutcome> proposed) {}

    private Held read() {
        var held = new Held(new LinkedHashMap<>(), new LinkedHashMap<>());
        words().forEach(words -> read(words, held));
        return held;
    }

    private List<String[]> words() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                            .map(line -> line.split("\t", -1))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Between the tenth and the ninetieth of a hundred ratios of measured to predicted.
    public ErrorBand band() {
        double[] ratios = outcomes().stream()
                .flatMap(it -> it.statements().stream())
                .mapToDouble(AdviceOutcome.Statement::ratio)
                .filter(it -> it > 0 && it < Double.MAX_VALUE)
                .sorted()
                .toArray();
        if (ratios.length < ENOUGH) {
            return ErrorBand.GUESS;
        }
        return new ErrorBand(
                ratios[ratios.length / TENTHS], ratios[ratios.length - 1 - ratios.length / TENTHS], ratios.length);
    }

    private static void read(String[] words, Held held) {
        try {
            var at = Instant.parse(words[1]);
            String name = plain(words[2]);
            switch (words[0]) {
                case "index" -> {
                    held.proposed().remove(name);
                    held.followed().remove(name);
                    held.followed().put(name, begun(name, words, at));
                }
                case "found" ->
                    Optional.ofNullable(held.proposed().remove(name)).ifPresent(it -> {
                        held.followed().remove(name);
                        held.followed().put(name, found(it, at));
                    });
                case "proposed" -> held.proposed().put(name, begun(name, words, at));
                case "expects" -> held.followed().computeIfPresent(name, (_, it) -> expects(it, words));
                case "hopes" -> held.proposed().computeIfPresent(name, (_, it) -> expects(it, words));
                case "measured" -> held.followed().computeIfPresent(name, (_, it) -> measured(it, words, at));
                case "undone" -> held.followed().computeIfPresent(name, (_, it) -> undone(it, at));
                default -> {
                    // of another version
                }
            }
        } catch (RuntimeException damaged) {
            // A line that was cut off by a crash says nothing, and the others still do.
            return;
        }
    }

    private static AdviceOutcome begun(String name, String[] words, Instant at) {
        return new AdviceOutcome(
                name,
                plain(words[3]),
                plain(words[4]),
                plain(words[5]),
                at,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static AdviceOutcome found(AdviceOutcome it, Instant at) {
        return new AdviceOutcome(
                it.name(), it.ddl(), it.undo(), it.table(), at, Optional.empty(), Optional.empty(), it.statements());
    }

    private static AdviceOutcome undone(AdviceOutcome it, Instant at) {
        return new AdviceOutcome(
                it.name(),
                it.ddl(),
                it.undo(),
                it.table(),
                it.appliedAt(),
                it.measuredAt(),
                Optional.of(at),
                it.statements());
    }

    private static AdviceOutcome expects(AdviceOutcome outcome, String[] words) {
        var statements = new ArrayList<>(outcome.statements());
        statements.add(new AdviceOutcome.Statement(
                Long.parseLong(words[3]),
                plain(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                Double.NaN,
                0));
        return with(outcome, outcome.measuredAt(), statements);
    }

    private static AdviceOutcome measured(AdviceOutcome outcome, String[] words, Instant at) {
        long queryId = Long.parseLong(words[3]);
        var statements = outcome.statements().stream()
                .map(it -> it.queryId() != queryId
                        ? it
                        : new AdviceOutcome.Statement(
                                queryId,
                                it.query(),
                                it.predictedPercent(),
                                it.millisBefore(),
                                Double.parseDouble(words[4]),
                                Long.parseLong(words[5])))
                .toList();
        return with(outcome, Optional.of(at), statements);
    }

    private static AdviceOutcome with(
            AdviceOutcome it, Optional<Instant> measuredAt, List<AdviceOutcome.Statement> statements) {
        return new AdviceOutcome(
                it.name(), it.ddl(), it.undo(), it.table(), it.appliedAt(), measuredAt, it.undoneAt(), statements);
    }

    private static String line(String kind, Instant at, String... words) {
        var line = new StringBuilder(kind).append('\t').append(at);
        for (String word : words) {
            line.append('\t')
                    .append(word.replace("\\", "\\\\")
                            .replace("\t", "\\t")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r"));
        }
        return line.append('\n').toString();
    }

    private static String plain(String word) {
        var plain = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '\\' && i + 1 < word.length()) {
                c = switch (word.charAt(++i)) {
                    case 't' -> '\t';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default -> word.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }

    private void append(String lines) {
        try {
            var parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Internal(
                            "the record of advice cannot be written to " + file + ": " + e.getMessage(),
                            "Give the console a folder that it may write to."),
                    e);
        }
    }
}
