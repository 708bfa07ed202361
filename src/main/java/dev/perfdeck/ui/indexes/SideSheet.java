package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.IndexPlan;
import dev.perfdeck.model.migration.Finding;
import dev.perfdeck.model.migration.LockTrace;
import dev.perfdeck.model.migration.PlannedMigration;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.TableLock;
import dev.perfdeck.model.migration.Verification.IndexProof;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.dialog.PlansDialog;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// What the chosen row of a step says at length.
final class SideSheet {
    private final Sheet sheet;
    private final ResourceBundle words;

    SideSheet(Sheet sheet, ResourceBundle words) {
        this.sheet = sheet;
        this.words = words;
    }

    /// What will run, what it locks and whom that blocks, what was found in it, how it is taken back.
    void planned(PlannedMigration planned) {
        if (!sheet.turn(planned)) {
            return;
        }
        sheet.head(planned.migration().title());
        sheet.note(words.getString(planned.transactional() ? "plan.transaction" : "plan.alone"));
        planned.refusal().ifPresent(fault -> sheet.failure(fault.summary() + ". " + fault.remedy()));
        planned.statements().forEach(statement -> sheet.sql(statement, Optional.empty()));
        planned.locks().forEach(this::lock);
        planned.trace().ifPresent(this::trace);
        planned.tables()
                .forEach(load -> sheet.note(say(
                        "plan.load",
                        load.relation(),
                        load.rows() < 0 ? Figures.UNKNOWN : Figures.brief(load.rows()),
                        Figures.bytes(load.bytes()),
                        Figures.rate(load.writesPerSecond()))));
        planned.findings().forEach(this::finding);
        sheet.note(planned.undo().isEmpty() ? words.getString("plan.noundo") : words.getString("plan.undo"));
        if (!planned.undo().isEmpty()) {
            sheet.sql(planned.undo(), Optional.empty());
        }
    }

    private void lock(TableLock lock) {
        var state = lock.mode().blocksReads() ? "danger" : lock.mode().blocksWrites() ? "warning" : "good";
        sheet.point(
                lock.mode().blocksWrites() ? "!" : "✓",
                state,
                say(
                        "plan.locks",
                        lock.relation(),
                        lock.mode().title(),
                        lock.mode().waiting()));
    }

    /// What it locked where it was tried, beside what was predicted.
    private void trace(LockTrace trace) {
        if (!trace.untold().isEmpty()) {
            sheet.note(say("trace.untold", trace.untold()));
            return;
        }
        sheet.note(words.getString(trace.locks().isEmpty() ? "trace.none" : "trace.really"));
        trace.locks().forEach(this::lock);
        trace.rewritten().forEach(table -> sheet.point("!", "danger", say("trace.rewritten", table)));
    }

    private void finding(Finding finding) {
        sheet.point(
                "!",
                switch (finding.severity()) {
                    case ERROR -> "danger";
                    case WARNING -> "warning";
                    case INFO -> "now";
                },
                say("plan.finding", Integer.toString(finding.line()), finding.message(), finding.rule()));
        if (!finding.fix().isEmpty()) {
            sheet.sql(finding.fix(), Optional.of(words.getString("copy")));
        }
    }

    void check(PreflightItem item) {
        if (!sheet.turn(item)) {
            return;
        }
        sheet.head(item.check().replace('-', ' '));
        sheet.text(item.what());
        if (!item.remedy().isEmpty()) {
            sheet.note(words.getString("check.remedy"));
            sheet.sql(item.remedy(), Optional.of(words.getString("copy")));
        }
    }

    /// Both plans of the query that an index serves, side by side.
    void proof(IndexProof proof) {
        if (!sheet.turn(proof)) {
            return;
        }
        sheet.head(say("proof.title", proof.index().name()));
        var old = proof.before().flatMap(IndexPlan::plan);
        var now = proof.now().flatMap(IndexPlan::plan);
        scans(proof);
        if (old.isPresent() && now.isPresent()) {
            var query = proof.now().map(IndexPlan::query).orElse("");
            sheet.button(
                    "index-plans",
                    words.getString("proof.compare"),
                    "",
                    () -> PlansDialog.show(sheet.getScene().getWindow(), query, old.get(), now.get()));
        }
        proof.latency()
                .ifPresent(change -> sheet.text(say(
                        "proof.latencies",
                        Figures.millis(change.meanMillisBefore()),
                        Figures.millis(change.meanMillisAfter()),
                        change.windowSeconds(),
                        Figures.count(change.calls()))));
        proof.now().or(proof::before).ifPresent(plan -> sheet.sql(plan.query(), Optional.empty()));
    }

    /// How each plan reads the table.
    private void scans(IndexProof proof) {
        var pair = new GridPane();
        pair.getStyleClass().add("plan-pair");
        for (int i = 0; i < 2; i++) {
            var half = new ColumnConstraints();
            half.setPercentWidth(50);
            pair.getColumnConstraints().add(half);
        }
        pair.add(box("proof.before", "proof.nobefore", proof.before()), 0, 0);
        pair.add(box("proof.now", "proof.nonow", proof.now()), 1, 0);
        sheet.add(pair);
    }

    private VBox box(String title, String none, Optional<IndexPlan> plan) {
        var scan = new Label(plan.map(IndexPlan::scan).orElseGet(() -> words.getString(none)));
        scan.setWrapText(true);
        scan.setMinHeight(Label.USE_PREF_SIZE);
        scan.getStyleClass().add("sql");
        RowTable.States.show(
                scan, plan.map(known -> known.served() ? "good" : "danger").orElse(""));
        var cost = new Label(plan.filter(known -> !Double.isNaN(known.cost()))
                .map(known -> say("proof.cost", String.format(Locale.ROOT, "%,.0f", known.cost())))
                .orElse(""));
        cost.getStyleClass().add("card-note");
        var box = new VBox(new Label(words.getString(title)), scan, cost);
        box.getStyleClass().add("sql-box");
        return box;
    }

    void words(String title, List<String> lines) {
        if (!sheet.turn(List.of(title, lines))) {
            return;
        }
        sheet.head(title);
        lines.forEach(sheet::text);
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
