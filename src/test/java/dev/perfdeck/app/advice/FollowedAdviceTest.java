package dev.perfdeck.app.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatementGain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedAdviceTest {
    private static final Instant AT = Instant.parse("2026-11-27T10:00:00Z");

    @TempDir
    Path folder;

    private static IndexAdvice advice(String name, int statements) {
        return new IndexAdvice(
                name,
                "CREATE INDEX CONCURRENTLY " + name + " ON t USING btree (a)",
                "DROP INDEX CONCURRENTLY " + name,
                "t",
                List.of("a"),
                "An index.",
                List.of(),
                8192,
                Duration.ofSeconds(1),
                50,
                0,
                0,
                LongStream.rangeClosed(1, statements)
                        .mapToObj(id -> new StatementGain(id, "select\t'a\\n'\nfrom t", 10, 100, 10, 20))
                        .toList());
    }

    @Test
    void whatWasMeasuredIsHeldAgainstWhatWasPredicted() {
        var record = new FollowedAdvice(folder.resolve("deep").resolve("advice.tsv"));
        record.followed(advice("i", 2), AT);
        record.base("i", 1, new FollowedAdvice.Base(7, 140), AT);
        record.measured("i", 1, 3, 50, AT.plusSeconds(60));
        record.measured("i", 2, 30, 50, AT.plusSeconds(60));
        var outcome = new FollowedAdvice(folder.resolve("deep").resolve("advice.tsv"))
                .outcomes()
                .getFirst();
        assertThat(outcome.measuredAt()).contains(AT.plusSeconds(60));
        assertThat(outcome.statements().getFirst().query()).isEqualTo("select\t'a\\n'\nfrom t");
        assertThat(outcome.statements().getFirst().measuredPercent()).isEqualTo(85);
        assertThat(outcome.statements().getFirst().ratio()).isCloseTo(1.5, within(1e-9));
        assertThat(outcome.statements().getFirst().worse()).isFalse();
        assertThat(outcome.statements().get(1).worse()).isTrue();
        assertThat(outcome.madeWorse()).isTrue();
        assertThat(record.bases("i")).containsEntry(1L, new FollowedAdvice.Base(7, 140));
    }

    @Test
    void whatWasProposedIsFollowedOnceItIsThere() {
        var record = new FollowedAdvice(folder.resolve("advice.tsv"));
        record.proposed(advice("i", 2), AT);
        assertThat(record.outcomes()).isEmpty();
        var proposal = record.proposals().getFirst();
        record.found(proposal.name(), AT.plusSeconds(5));
        assertThat(record.proposals()).isEmpty();
        var outcome = record.outcomes().getFirst();
        assertThat(outcome.appliedAt()).isEqualTo(AT.plusSeconds(5));
        assertThat(outcome.statements()).isEqualTo(proposal.statements()).hasSize(2);
        record.measured("i", 1, 300, 50, AT);
        assertThat(record.outcomes().getFirst().madeWorse()).isTrue();
        record.undone("i", AT.plusSeconds(9));
        assertThat(record.outcomes().getFirst().undoneAt()).contains(AT.plusSeconds(9));
        assertThat(record.outcomes().getFirst().madeWorse()).isFalse();
    }

    @Test
    void theErrorBandComesFromTheRecord() {
        var record = new FollowedAdvice(folder.resolve("advice.tsv"));
        assertThat(record.band()).isEqualTo(ErrorBand.GUESS);
        record.followed(advice("i", 10), AT);
        for (int id = 1; id <= 10; id++) {
            record.measured("i", id, 2.0 * id, 50, AT);
        }
        var band = record.band();
        assertThat(band.samples()).isEqualTo(10);
        assertThat(band.low()).isCloseTo(2, within(1e-9));
        assertThat(band.high()).isCloseTo(9, within(1e-9));
    }

    @Test
    void aLineThatIsCutOffCostsOnlyItself() throws IOException {
        var file = folder.resolve("advice.tsv");
        var record = new FollowedAdvice(file);
        record.followed(advice("i", 1), AT);
        Files.writeString(file, "measured\t2026-11-2\n\nnonsense\n", StandardOpenOption.APPEND);
        record.followed(advice("j", 1), AT);
        assertThat(record.outcomes()).extracting(it -> it.name()).containsExactly("j", "i");
    }

    @Test
    void adviceBecomesMigrationsThatAreNumberedAfterWhatIsThere() throws IOException {
        Files.writeString(folder.resolve("V7__old.sql"), "select 1");
        Files.createDirectories(folder.resolve("of 2025"));
        Files.writeString(folder.resolve("of 2025").resolve("V10.1__newer.sql"), "select 1");
        var files = MigrationFiles.write(folder, List.of(advice("idx_t_a", 1), advice("idx_t_b", 1)));
        assertThat(files)
                .extracting(it -> it.getFileName().toString())
                .containsExactly("V11__idx_t_a.sql", "V12__idx_t_b.sql");
        assertThat(files.getFirst())
                .hasContent("-- An index.\nCREATE INDEX CONCURRENTLY idx_t_a ON t USING btree (a);");
        assertThat(folder.resolve("U12__idx_t_b.sql")).hasContent("DROP INDEX CONCURRENTLY idx_t_b;");
    }
}
