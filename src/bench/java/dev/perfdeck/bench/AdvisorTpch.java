package dev.perfdeck.bench;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.support.Servers;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The advisor on TPC-H, each query once, beside Dexter's rule. Without queries 2, 17 and 20, as in "Magic mirror in my
/// hand" (PVLDB 13(11), 2020): they cost more than all others together.
final class AdvisorTpch {
    /// Their places in a list that lacks the fifteenth.
    private static final Set<Integer> DOMINATE = Set.of(1, 15, 18);

    private AdvisorTpch() {}

    static void run(double scale) throws Exception {
        try (var source = Servers.postgres18(Map.of("max_parallel_workers_per_gather", "0"))) {
            try (var connection = source.connect()) {
                TpchData.load(connection, scale);
            }
            var workload = IntStream.range(0, TpchQueries.ALL.size())
                    .filter(it -> !DOMINATE.contains(it))
                    .mapToObj(TpchQueries.ALL::get)
                    .map(it -> new WorkloadStatement(it.hashCode(), it, 1, Double.NaN))
                    .toList();
            try (var twin = Twin.open(source::connect, LabOptions.DEFAULT)) {
                var advice = AdvisorRun.advise(twin, workload, Surroundings.unknown());
                AdvisorRun.dexter(twin, advice);
            }
            try (var twin = Twin.open(source::connect, LabOptions.DEFAULT)) {
                AdvisorRun.say("again, on a new twin, in a warm program:");
                AdvisorRun.advise(twin, workload, Surroundings.unknown());
            }
        }
    }
}
