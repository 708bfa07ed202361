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
        var lines = new StringBuilder(line("index", at, advice.name(), advice.ddl(), advice.undo(), advice.table()));
        for (StatementGain gain : advice.queries()) {
            lines.append(line(
                    "expects",
                    at,
                    advice.name(),
                    Long.toString(gain.queryId()),
                    gain.query(),
                    Double.toString(gain.percent()),
                    Double.toString(gain.meanMillis())));
        }
        append(lines.toString());
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
        var found = new LinkedHashMap<String, AdviceOutcome>();
        words().forEach(words -> read(words, found));
        return new ArrayList<>(found.values()).reversed();
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

    private static void read(String[] words, Map<String, AdviceOutcome> found) {
        try {
            var at = Instant.parse(words[1]);
            String name = plain(words[2]);
            if (words[0].equals("index")) {
                found.remove(name);
                found.put(
                        name,
                        new AdviceOutcome(
                                name,
                                plain(words[3]),
                                plain(words[4]),
                                plain(words[5]),
                                at,
                                Optional.empty(),
                                List.of()));
            } else if (words[0].equals("expects")) {
                found.computeIfPresent(name, (_, outcome) -> expects(outcome, words));
            } else if (words[0].equals("measured")) {
                found.computeIfPresent(name, (_, outcome) -> measured(outcome, words, at));
            }
        } catch (RuntimeException damaged) {
            // A line that was cut off by a crash says nothing, and the others still do.
            return;
        }
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
        return new AdviceOutcome(it.name(), it.ddl(), it.undo(), it.table(), it.appliedAt(), measuredAt, statements);
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
