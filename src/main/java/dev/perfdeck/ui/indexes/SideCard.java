package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.Verification.IndexProof;
import dev.perfdeck.ui.chart.TimeChart;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Beside the step: what its chosen row says at length, and while something is built and afterwards the latency of the
/// statements on its tables.
final class SideCard {
    private static final double CHART = 104;

    private final Session session;
    private final IndexesModel model;
    private final ResourceBundle words;
    private final Sheet sheet = new Sheet("index-side");
    private final SideSheet page;
    private final TimeChart chart = new TimeChart();
    private boolean drawn;

    SideCard(Session session, IndexesModel model, ResourceBundle words) {
        this.session = session;
        this.model = model;
        this.words = words;
        this.page = new SideSheet(sheet, words);
        chart.setId("index-latency");
        chart.titleProperty().set(words.getString("chart.title"));
        chart.unitProperty().set(Metric.Unit.MILLISECONDS);
        chart.setBridge(10);
        chart.setMinHeight(CHART);
    }

    List<Node> nodes() {
        return List.of(sheet, chart);
    }

    void show(Optional<PlannedMigration> planned, Optional<PreflightItem> check, Optional<IndexProof> proof) {
        var tables = tables(proof);
        var charted = !tables.isEmpty() && session.statements().isPresent();
        StepsView.shown(chart, charted);
        StepsView.shown(sheet, !(charted && model.stage() != Stage.VERIFY));
        VBox.setVgrow(chart, model.stage() == Stage.VERIFY ? Priority.NEVER : Priority.ALWAYS);
        chart.setPrefHeight(CHART);
        if (charted) {
            draw(tables);
        }
        switch (model.stage()) {
            case PLAN ->
                planned.filter(row -> model.errand() instanceof Errand.Apply)
                        .or(this::firstPlanned)
                        .ifPresentOrElse(page::planned, () -> page.words(title(), lines()));
            case PREFLIGHT -> check.ifPresentOrElse(page::check, () -> page.words(title(), lines()));
            case VERIFY ->
                proof.or(() -> model.proof()
                                .flatMap(found -> found.indexes().stream().findFirst()))
                        .ifPresentOrElse(page::proof, () -> page.words(title(), lines()));
            case APPLY, RECORD -> page.words(title(), lines());
        }
    }

    private Optional<PlannedMigration> firstPlanned() {
        return model.plan()
                .filter(made -> model.errand() instanceof Errand.Apply)
                .flatMap(made -> made.pending().stream().findFirst());
    }

    private String title() {
        return words.getString("side." + model.stage());
    }

    private List<String> lines() {
        return List.of(words.getString(
                switch (model.errand()) {
                    case Errand.Apply() -> "side.text." + model.stage();
                    case Errand.Order(var order) -> "side.order";
                    case Errand.Undo(var which, var to) -> "side.undo." + (to.isPresent() ? "back" : which);
                    case Errand.Repair() -> "side.repair";
                }));
    }

    private Set<String> tables(Optional<IndexProof> proof) {
        return switch (model.stage()) {
            case PLAN, PREFLIGHT -> Set.of();
            case APPLY, RECORD -> model.tables();
            case VERIFY ->
                proof.or(() -> model.proof()
                                .flatMap(found -> found.indexes().stream().findFirst()))
                        .map(found -> Set.of(found.index().table()))
                        .orElseGet(Set::of);
        };
    }

    private void draw(Set<String> tables) {
        if (model.paused() && drawn) {
            return;
        }
        drawn = true;
        var length = model.span().length();
        var now = Instant.now().getEpochSecond();
        chart.setSpan(now - length.toSeconds(), now);
        chart.setMarks(session.events());
        chart.setSeries(session.statements()
                .map(room -> Latency.of(room, tables, length, words))
                .orElse(List.of()));
    }
}
