package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.ConnectionSource;
import dev.perfdeck.core.migrate.Plans;
import dev.perfdeck.core.migrate.journal.Journal;
import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Origin;
import dev.perfdeck.model.migration.Verification;
import dev.perfdeck.model.migration.Verification.IndexProof;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Asks catalog and planner whether what the history claims is true.
record Verifying(Optional<Path> folder, ConnectionSource reader, Journal journal, Served served) {
    Verification verify(Connection connection) throws SQLException {
        var picture = new Looking(folder, journal).picture(connection);
        var problems = new ArrayList<String>();
        for (var migration : picture.migrations()) {
            problem(migration).ifPresent(problems::add);
        }
        var applied = picture.migrations().stream()
                .filter(it -> it.state() == Migration.State.APPLIED)
                .map(Migration::title)
                .collect(Collectors.toSet());
        for (var index : picture.indexes()) {
            var recorded = applied.contains(index.migration());
            if (index.state() == IndexState.State.INVALID) {
                problems.add(
                        index.name() + " on " + index.table() + " is not valid. perfdeck migrate repair mends it.");
            } else if (recorded && index.state() == IndexState.State.MISSING) {
                problems.add(index.name() + " on " + index.table() + " is recorded and is not there"
                        + (index.remark().isEmpty() ? "." : ": " + index.remark()));
            }
        }
        picture.unsettled()
                .forEach(open -> problems.add(open.begun().step() + " began and nobody told its end: " + open.stands()
                        + ". " + open.wayOn()));
        return new Verification(proofs(picture.indexes(), picture.migrations()), problems);
    }

    private static Optional<String> problem(Migration migration) {
        return FolderRun.obstacle(migration)
                .map(words -> migration.title() + ": " + words + ". " + FolderRun.way(migration));
    }

    private List<IndexProof> proofs(List<IndexState> indexes, List<Migration> migrations) {
        var builtIn = migrations.stream().anyMatch(it -> it.origin() == Origin.BUILT_IN);
        var now = builtIn
                ? new Plans(reader).now().stream().collect(Collectors.toMap(IndexPlan::index, Function.identity()))
                : Map.<String, IndexPlan>of();
        var entries = journal.entries();
        return indexes.stream()
                .map(index -> proof(
                        index,
                        PlanNotes.before(entries, index.migration(), index.name()),
                        Optional.ofNullable(now.get(index.name()))))
                .toList();
    }

    /// Of the statements seen before, the one that the index serves now is the proof.
    private IndexProof proof(IndexState index, List<IndexPlan> before, Optional<IndexPlan> known) {
        if (known.isPresent()) {
            return new IndexProof(index, before.stream().findFirst(), known, Optional.empty());
        }
        Optional<IndexProof> first = Optional.empty();
        for (var old : before) {
            var now = served.again(index.name(), old.query());
            var proof = new IndexProof(index, Optional.of(old), now, Optional.empty());
            if (now.filter(IndexPlan::served).isPresent()) {
                return proof;
            }
            first = first.or(() -> Optional.of(proof));
        }
        return first.orElseGet(() -> new IndexProof(index, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    static String words(IndexPlan plan) {
        return String.format(Locale.ROOT, "%s (cost %.1f)", plan.scan(), plan.cost());
    }
}
