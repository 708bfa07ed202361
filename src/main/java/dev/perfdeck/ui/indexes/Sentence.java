package dev.perfdeck.ui.indexes;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.IndexState;
import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationProgress;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// The one sentence that answers first. Pure.
final class Sentence {
    private final ResourceBundle words;

    Sentence(ResourceBundle words) {
        this.words = words;
    }

    String of(IndexesModel model) {
        var progress = model.progress();
        if (progress.isPresent()) {
            return running(progress.get());
        }
        var picture = model.picture();
        if (picture.isEmpty()) {
            return model.fault(Stage.PLAN).map(Fault::summary).orElseGet(() -> words.getString("headline.none"));
        }
        var parts = new ArrayList<String>();
        parts.add(standing(picture.get()));
        model.health().map(this::health).filter(said -> !said.isEmpty()).ifPresent(parts::add);
        return String.join(" ", parts);
    }

    String running(MigrationProgress now) {
        var share = Double.isNaN(now.percent()) ? "" : String.format(Locale.ROOT, ", %.0f %%", now.percent());
        return say("headline.running", now.step(), Math.min(now.done() + 1, now.of()), now.of(), now.phase() + share);
    }

    /// The worst that stands in the way; else what is missing or pending; else that all is well.
    String standing(MigrationPicture picture) {
        var parts = new ArrayList<String>();
        picture.unsettled().stream()
                .findFirst()
                .ifPresent(
                        left -> parts.add(say("headline.unsettled", left.begun().step())));
        picture.inTheWay().stream()
                .findFirst()
                .ifPresent(bad ->
                        parts.add(say("headline.inTheWay", bad.title(), words.getString("state." + bad.state()))));
        parts.add(builtIn(picture));
        var folder = picture.pending().stream()
                .filter(pending -> pending.origin() == Migration.Origin.FOLDER)
                .count();
        if (folder > 0) {
            parts.add(say("headline.pending", folder));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private String builtIn(MigrationPicture picture) {
        var titles = picture.migrations().stream()
                .filter(migration -> migration.origin() == Migration.Origin.BUILT_IN)
                .map(Migration::title)
                .collect(Collectors.toSet());
        var ours = picture.indexes().stream()
                .filter(index -> titles.contains(index.migration()))
                .toList();
        var valid = ours.stream()
                .filter(index -> index.state() == IndexState.State.VALID)
                .count();
        var bad = ours.stream()
                .filter(index -> index.state() == IndexState.State.INVALID)
                .count();
        if (ours.isEmpty()) {
            return "";
        }
        if (bad > 0) {
            return say("headline.invalid", bad, ours.size());
        }
        return valid == ours.size()
                ? say("headline.valid", ours.size())
                : say("headline.missing", ours.size() - valid, ours.size());
    }

    private String health(IndexHealth health) {
        var found = health.needALook();
        if (found.isEmpty()) {
            return "";
        }
        var won = found.stream()
                .filter(finding -> finding.scans() >= 0 && finding.bytes() > 0)
                .mapToLong(finding -> finding.bytes())
                .sum();
        return won > 0 ? say("headline.health", found.size(), Figures.bytes(won)) : say("headline.looks", found.size());
    }

    private String say(String key, Object... values) {
        return new MessageFormat(words.getString(key), Locale.ROOT).format(values);
    }
}
