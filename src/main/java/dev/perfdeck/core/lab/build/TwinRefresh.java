package dev.perfdeck.core.lab.build;

import dev.perfdeck.core.lab.source.Relation;
import dev.perfdeck.core.lab.source.Size;
import dev.perfdeck.core.lab.source.SourceCatalog;
import dev.perfdeck.core.lab.source.Step;
import dev.perfdeck.model.lab.Approximation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes over what changed on the source since it was copied: indexes, sizes, and the statistics of tables that were
/// analyzed again. Where anything else changed, the twin has to be made anew. For one thread; needs the superuser, and
/// a twin without hypothetical indexes.
public final class TwinRefresh {
    private final SourceCatalog source;
    private final Connection superuser;
    private final Indexes indexes;
    private final int twinMajor;
    private final Set<String> redacted;

    public TwinRefresh(
            SourceCatalog source, Connection superuser, Indexes indexes, int twinMajor, Set<String> redacted) {
        this.source = source;
        this.superuser = superuser;
        this.indexes = indexes;
        this.twinMajor = twinMajor;
        this.redacted = redacted;
    }

    /// @return the same object where nothing changed; empty where more than that changed, and nothing was done
    public Optional<TwinCopy.Made> run(TwinCopy.Made was, int mostTables) throws SQLException, IOException {
        var schema = SourceSchema.read(source, mostTables);
        var fresh = minus(schema.indexes(), was.schema().indexes());
        var gone = minus(was.schema().indexes(), schema.indexes());
        if (!schema.sameBut(was.schema()) || !plain(fresh) || !plain(gone)) {
            return Optional.empty();
        }
        var numbers = schema.numbers();
        var analyzed = source.analyzed(numbers);
        var sizes = Sizes.byName(source.sizes(numbers));
        var approximations = new LinkedHashSet<>(was.approximations());
        indexes.drop(gone.stream().map(Step::object).toList());
        approximations.addAll(built(fresh));
        approximations.addAll(learned(schema, analyzed, was.analyzed()));
        var grown = new HashSet<>(sizes.values());
        grown.removeAll(was.sizes().values());
        resize(List.copyOf(grown), was.files());
        boolean same = fresh.isEmpty() && gone.isEmpty() && grown.isEmpty() && analyzed.equals(was.analyzed());
        return Optional.of(
                same
                        ? was
                        : new TwinCopy.Made(
                                schema, was.files(), was.folder(), sizes, analyzed, List.copyOf(approximations)));
    }

    private static List<Step> minus(List<Step> some, List<Step> others) {
        var known = new HashSet<>(others);
        return some.stream().filter(it -> !known.contains(it)).toList();
    }

    /// Not one that a constraint has, or that is a part of another.
    private static boolean plain(List<Step> steps) {
        return steps.stream()
                .allMatch(it -> it.ddl()
                        .filter(ddl -> ddl.startsWith("CREATE ") && !ddl.contains(" ON ONLY "))
                        .isPresent());
    }

    private List<Approximation> built(List<Step> fresh) throws SQLException {
        var troubles = new ArrayList<Approximation>();
        var tried = fresh.isEmpty()
                ? List.<Indexes.Tried>of()
                : indexes.build(fresh.stream().map(it -> it.ddl().orElse("")).toList());
        for (int i = 0; i < tried.size(); i++) {
            if (!tried.get(i).trouble().isEmpty()) {
                troubles.add(new Approximation(
                        fresh.get(i).touches(),
                        fresh.get(i).object() + " could not be copied: "
                                + tried.get(i).trouble()));
            }
        }
        return troubles;
    }

    private List<Approximation> learned(SourceSchema schema, Map<String, String> now, Map<String, String> was)
            throws SQLException {
        var again = schema.relations().stream()
                .filter(it -> !now.getOrDefault(it.name(), "").equals(was.get(it.name())))
                .toList();
        if (again.isEmpty()) {
            return List.of();
        }
        new StatisticsWriter(superuser).clear(again.stream().map(Relation::name).toList());
        return new StatisticsCopy(source, superuser, twinMajor, redacted)
                .copy(again.stream().map(Relation::oid).toList());
    }

    /// A table keeps its first, empty file, in which indexes are built.
    private void resize(List<Size> grown, Map<Long, TableFiles> files) throws SQLException, IOException {
        boolean zeroMeansUnknown = source.database().major() < 14 && twinMajor >= 14;
        new Sizes(superuser, indexes.folder())
                .apply(grown, zeroMeansUnknown)
                .forEach((table, fresh) ->
                        files.merge(table, fresh, (old, it) -> new TableFiles(old.empty(), it.large())));
    }
}
