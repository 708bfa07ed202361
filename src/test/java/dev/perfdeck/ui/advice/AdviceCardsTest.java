package dev.perfdeck.ui.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.AdviceReport;
import dev.perfdeck.model.advice.CacheAdvice;
import dev.perfdeck.model.advice.DropAdvice;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.StatisticsAdvice;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.ui.Fxml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdviceCardsTest {
    private final AdviceCards cards = new AdviceCards(Fxml.words(AdviceView.class));

    @Test
    void whatMustBeDoneFirstStandsFirstThenGainsThenWhatIsInTheWay() {
        var made = cards.of(report(
                List.of(index("small", 3), index("large", 40)),
                List.of(cache(CacheAdvice.Choice.CACHE), cache(CacheAdvice.Choice.INDEX))));
        assertThat(made)
                .extracting(AdviceCard::kind)
                .containsExactly(
                        AdviceCard.Kind.STATISTICS,
                        AdviceCard.Kind.INDEX,
                        AdviceCard.Kind.INDEX,
                        AdviceCard.Kind.CACHE,
                        AdviceCard.Kind.DROP);
        assertThat(made.get(1).figure()).isEqualTo("−40.0 %");
        assertThat(made.get(1).code()).isEqualTo("executions (workflow_id, status)");
        assertThat(made.get(3).title()).contains("60 s");
    }

    @Test
    void anAdviceBecomesTheOrderThatCarriesItOut() {
        var made = cards.of(report(List.of(index("idx", 40)), List.of()));
        var order = Orders.of(made.get(1));
        assertThat(order.act()).isEqualTo(IndexOrder.Act.CREATE);
        assertThat(order.schema()).isEqualTo("app");
        assertThat(order.table()).isEqualTo("Exec.utions");
        assertThat(order.index()).isEqualTo("idx");
        var drop = Orders.of(made.getLast());
        assertThat(drop.act()).isEqualTo(IndexOrder.Act.DROP);
        assertThat(drop.schema()).isEqualTo("app");
        assertThat(drop.table()).isEqualTo("executions");
        assertThat(drop.index()).isEqualTo("Ix_old");
        assertThat(drop.undo()).startsWith("CREATE INDEX");
    }

    @Test
    void anIndexThatCannotBeBuiltConcurrentlyIsForAMigration() {
        var made = cards.of(report(List.of(index("whole", "", 40), index("plain", 30)), List.of()));
        assertThat(made.get(1).migrationOnly()).isTrue();
        assertThat(made.get(2).migrationOnly()).isFalse();
        assertThat(made.getLast().migrationOnly()).isFalse();
    }

    @Test
    void whatMadeThingsWorseIsTakenBackByAnOrder() {
        var order = Orders.back(new AdviceOutcome(
                "idx",
                "CREATE INDEX CONCURRENTLY idx ON app.t (a)",
                "DROP INDEX CONCURRENTLY app.idx",
                "app.t",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                List.of()));
        assertThat(order.act()).isEqualTo(IndexOrder.Act.DROP);
        assertThat(order.schema()).isEqualTo("app");
        assertThat(order.index()).isEqualTo("idx");
        assertThat(order.sql()).isEqualTo("DROP INDEX CONCURRENTLY app.idx");
        assertThat(order.undo()).startsWith("CREATE INDEX");
    }

    private static AdviceReport report(List<IndexAdvice> indexes, List<CacheAdvice> caches) {
        return new AdviceReport(
                Instant.EPOCH,
                100,
                57,
                indexes,
                List.of(new DropAdvice(
                        "Ix_old",
                        "app.executions",
                        1 << 20,
                        "no statement gets slower",
                        "DROP INDEX CONCURRENTLY app.\"Ix_old\"",
                        "CREATE INDEX CONCURRENTLY \"Ix_old\" ON app.executions (id)")),
                caches,
                List.of(new StatisticsAdvice("users", "never analysed", "ANALYZE users")),
                List.of(),
                ErrorBand.GUESS,
                List.of(),
                List.of(),
                new AdviceReport.Effort(3, 2, 9, Duration.ofMillis(20), Duration.ofSeconds(1)));
    }

    private static IndexAdvice index(String name, double gain) {
        return index(name, "CONCURRENTLY ", gain);
    }

    private static IndexAdvice index(String name, String how, double gain) {
        return new IndexAdvice(
                name,
                "CREATE INDEX " + how + name + " ON executions (workflow_id, status)",
                "DROP INDEX CONCURRENTLY " + name,
                "app.\"Exec.utions\"",
                List.of("workflow_id", "status"),
                "Serves 2 statements.",
                List.of("12 calls"),
                31_000_000,
                Duration.ofSeconds(4),
                gain,
                1.9,
                3,
                List.of());
    }

    private static CacheAdvice cache(CacheAdvice.Choice choice) {
        return new CacheAdvice(
                1,
                "select count(*) from executions",
                choice,
                1.2,
                0.2,
                60,
                0.98,
                12,
                0,
                Optional.empty(),
                "Cache it.",
                List.of());
    }
}
