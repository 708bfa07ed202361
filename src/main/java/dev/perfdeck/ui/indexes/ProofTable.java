package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.migration.Verification.IndexProof;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.indexes.RowTable.Look;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.Optional;
import java.util.ResourceBundle;

/// Whether the history's claims are true: each index, the plan of the query that it serves, the latency around it.
final class ProofTable {
    private ProofTable() {}

    static RowTable<IndexProof> of(ResourceBundle words) {
        var table = new RowTable<IndexProof>(
                        "index-proofs",
                        proof -> proof.index().schema() + "." + proof.index().name())
                .badge(
                        words.getString("proof.state"),
                        76,
                        proof -> words.getString("index." + proof.index().state()),
                        ProofTable::state,
                        Comparator.comparing(proof -> proof.index().state()))
                .column(
                        words.getString("proof.index"),
                        110,
                        9000,
                        Look.SQL,
                        proof -> proof.index().name())
                .column(words.getString("proof.plan"), 116, 130, Look.TEXT, proof -> plans(proof, words))
                .column(
                        words.getString("proof.latency"),
                        88,
                        110,
                        Look.FIGURE,
                        proof -> latency(proof, words),
                        Comparator.comparingDouble(proof -> proof.latency()
                                .map(change -> change.meanMillisAfter())
                                .orElse(Double.NaN)));
        table.none(words.getString("proof.none"));
        return table;
    }

    private static String state(IndexProof proof) {
        return switch (proof.index().state()) {
            case VALID -> "good";
            case BUILDING -> "now";
            case INVALID -> "danger";
            case MISSING -> "warning";
        };
    }

    private static String plans(IndexProof proof, ResourceBundle words) {
        return kind(proof.before(), words) + " → " + kind(proof.now(), words);
    }

    private static String kind(Optional<IndexPlan> plan, ResourceBundle words) {
        return plan.map(known -> known.served() ? words.getString("proof.served") : words.getString("proof.unserved"))
                .orElse(Figures.UNKNOWN);
    }

    private static String latency(IndexProof proof, ResourceBundle words) {
        return proof.latency()
                .map(change -> MessageFormat.format(
                        words.getString("proof.change"),
                        Figures.millis(change.meanMillisBefore()),
                        Figures.millis(change.meanMillisAfter())))
                .orElse(Figures.UNKNOWN);
    }
}
