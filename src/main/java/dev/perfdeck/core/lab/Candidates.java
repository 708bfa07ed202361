package dev.perfdeck.core.lab;

import dev.perfdeck.core.lab.build.Indexes;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.lab.Candidate;
import dev.perfdeck.model.lab.Outcome;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;

/// The hypothetical indexes of a twin. For one thread at a time.
final class Candidates {
    private static final Pattern CREATE = Pattern.compile("(?is)^create\\s+(unique\\s+)?index\\s+(concurrently\\s+)?");
    private static final Pattern TAKEN = Pattern.compile("relation \"(.*)\" already exists");
    private static final String WANTED = "CREATE INDEX [name] ON table (column, …)";

    private final Indexes indexes;
    private final TwinContents contents;
    private final Map<String, Outcome<Candidate>> byStatement = new HashMap<>();
    private final Map<Long, Indexes.Made> made = new HashMap<>();

    Candidates(Indexes indexes, TwinContents contents) {
        this.indexes = indexes;
        this.contents = contents;
    }

    List<Outcome<Candidate>> make(List<String> statements) throws SQLException, IOException {
        var wanted = new LinkedHashMap<String, String>();
        for (var statement : statements) {
            if (!byStatement.containsKey(statement)) {
                wanted.put(statement, ready(statement));
            }
        }
        build(wanted);
        var answers = new ArrayList<Outcome<Candidate>>();
        for (var statement : statements) {
            answers.add(Objects.requireNonNull(byStatement.get(statement)));
        }
        // A mistake may be mended by then, so it is not remembered.
        byStatement.values().removeIf(it -> it instanceof Outcome.Failed);
        return answers;
    }

    void drop(Set<Candidate> dropped) throws SQLException {
        var names = new ArrayList<String>();
        for (var candidate : dropped) {
            var it = made.remove(candidate.id());
            byStatement.remove(candidate.ddl());
            if (it != null) {
                names.add(it.shape().name());
            }
        }
        indexes.drop(names);
    }

    void dropAll() throws SQLException {
        indexes.drop(made.values().stream().map(it -> it.shape().name()).toList());
        made.clear();
        byStatement.clear();
    }

    /// The index and its parts; what they stand on.
    Indexes.@Nullable Made made(long id) {
        return made.get(id);
    }

    Collection<Indexes.Made> all() {
        return made.values();
    }

    /// Without `CONCURRENTLY`, which is for tables in use; empty where it is something else than one `CREATE INDEX`.
    private static String ready(String statement) throws SQLException {
        var parts = Parser.parseJdbcSql(statement, true, false, true, false, false);
        if (parts.size() != 1) {
            return "";
        }
        var one = parts.getFirst().nativeSql.strip();
        var head = CREATE.matcher(one);
        return head.find()
                ? "create " + (head.group(1) == null ? "" : "unique ") + "index " + one.substring(head.end())
                : "";
    }

    private void build(Map<String, String> wanted) throws SQLException, IOException {
        var statements = new LinkedHashSet<>(wanted.values());
        statements.remove("");
        var tried = new HashMap<String, Indexes.Tried>();
        attempt(statements, tried);
        if (giveWay(tried.values())) {
            tried.values().stream()
                    .filter(it -> it.trouble().isEmpty())
                    .map(Indexes.Tried::ddl)
                    .forEach(statements::remove);
            attempt(statements, tried);
        }
        var oids = new HashSet<Long>();
        tried.values().forEach(it -> oids.addAll(it.made()));
        Map<Long, Indexes.Made> finished = oids.isEmpty() ? Map.of() : indexes.finish(oids);
        made.putAll(finished);
        wanted.forEach(
                (statement, ready) -> byStatement.put(statement, outcome(statement, tried.get(ready), finished)));
    }

    private void attempt(Set<String> statements, Map<String, Indexes.Tried> tried) throws SQLException {
        if (!statements.isEmpty()) {
            indexes.build(List.copyOf(statements)).forEach(it -> tried.put(it.ddl(), it));
        }
    }

    /// Who changes an index keeps its name: the earlier one goes.
    private boolean giveWay(Collection<Indexes.Tried> all) throws SQLException {
        var names = new HashSet<String>();
        for (var tried : all) {
            var taken = TAKEN.matcher(tried.trouble());
            if (taken.find()) {
                names.add(taken.group(1));
            }
        }
        var gone = new ArrayList<String>();
        for (var it : List.copyOf(made.values())) {
            if (names.contains(Indexes.bare(it.shape().name()))) {
                made.remove(it.shape().oid());
                byStatement
                        .values()
                        .removeIf(known -> known instanceof Outcome.Good<Candidate>(var candidate)
                                && candidate.id() == it.shape().oid());
                gone.add(it.shape().name());
            }
        }
        indexes.drop(gone);
        return !gone.isEmpty();
    }

    private Outcome<Candidate> outcome(
            String statement, Indexes.@Nullable Tried tried, Map<Long, Indexes.Made> finished) {
        if (tried == null) {
            return new Outcome.Failed<>(new Fault.Rejected(statement, "this is not one CREATE INDEX", WANTED));
        }
        var found = finished.values().stream()
                .filter(it -> tried.made().contains(it.shape().oid()))
                .findFirst();
        if (found.isEmpty()) {
            return new Outcome.Failed<>(new Fault.Rejected(statement, tried.trouble(), WANTED));
        }
        var it = found.get();
        return new Outcome.Good<>(new Candidate(
                it.shape().oid(),
                Indexes.bare(it.shape().name()),
                contents.plain().getOrDefault(it.shape().table(), it.shape().table()),
                it.shape().columns(),
                it.bytes(),
                statement));
    }
}
