package dev.perfdeck.ui.indexes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.migration.Migration;
import dev.perfdeck.model.migration.Migration.Kind;
import dev.perfdeck.model.migration.Migration.Origin;
import dev.perfdeck.model.migration.Migration.State;
import dev.perfdeck.model.migration.MigrationPicture;
import dev.perfdeck.model.migration.MigrationScope.Which;
import dev.perfdeck.model.migration.PlannedMigration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// That what an apply did is what its undo takes back.
class ErrandBackTest {
    @Test
    void anUndoGoesDownToWhatStoodBefore() {
        var one = migration(Origin.FOLDER, "1");
        var two = migration(Origin.FOLDER, "2");
        var three = migration(Origin.FOLDER, "3");
        var index = migration(Origin.BUILT_IN, "2");
        var all = picture(one, two, three, index);

        assertThat(back(all, two, three)).contains(new Errand.Undo(Which.FOLDER, Optional.of("1")));
        assertThat(back(all, one, two, three)).contains(new Errand.Undo(Which.FOLDER, Optional.of("0")));
        assertThat(back(all, one, two, three, index)).contains(new Errand.Undo(Which.ALL, Optional.of("0")));
        assertThat(back(all, index)).contains(new Errand.Undo(Which.BUILT_IN, Optional.empty()));
        assertThat(back(all, two))
                .as("out of order: no version stays that would spare the third")
                .contains(new Errand.Undo(Which.FOLDER, Optional.empty()));
    }

    private static Optional<Errand> back(MigrationPicture picture, Migration... begun) {
        return new Errand.Apply()
                .back(Arrays.stream(begun).map(ErrandBackTest::planned).toList(), Optional.of(picture));
    }

    private static MigrationPicture picture(Migration... migrations) {
        return new MigrationPicture(Instant.EPOCH, List.of(migrations), List.of(), List.of());
    }

    private static PlannedMigration planned(Migration migration) {
        return new PlannedMigration(
                migration,
                true,
                "",
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private static Migration migration(Origin origin, String version) {
        return new Migration(
                origin,
                Kind.VERSIONED,
                version,
                origin.name(),
                State.APPLIED,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                true,
                "");
    }
}
