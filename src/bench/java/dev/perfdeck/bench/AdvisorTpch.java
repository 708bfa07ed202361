package dev.perfdeck.bench;

import dev.perfdeck.core.lab.LabOptions;
import dev.perfdeck.core.lab.Twin;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.support.Servers;
import java.util.Map;

/// The advisor on TPC-H, each query once, beside Dexter's rule.
final class AdvisorTpch {
    private AdvisorTpch() {}

    static void run(double scale) throws Exception {
        try (var source = Servers.postgres18(Map.of("max_parallel_workers_per_gather", "0"))) {
            try (var connection = source.connect()) {
                TpchData.load(connection, scale);
            }
            var workload = TpchQueries.ALL.stream()
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
