package dev.perfdeck.core.advise.index;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.advice.Counting;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.model.advice.IndexAdvice;
import dev.perfdeck.model.advice.IndexUse;
import dev.perfdeck.model.advice.Surroundings;
import dev.perfdeck.model.advice.WorkloadStatement;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.ServerWhatIf;
import dev.perfdeck.support.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Advice for small workloads, each with an answer that a DBA would give, on a real planner.
class IndexChoiceTest {
    private static PgServer server;
    private static Connection connection;

    @BeforeAll
    static void start() throws Exception {
        server = Servers.postgres18(Map.of("autovacuum", "off"));
        server.execute(
                "create extension pg_trgm",
                "create table customer (id int primary key, name text not null, country text not null,"
                        + " deleted_at timestamptz, tags text[] not null)",
                "create table orders (id int primary key, customer_id int not null references customer,"
                        + " status text not null, total numeric not null, created_at timestamptz not null)",
                "insert into customer select n, md5(n::text), 'c' || n % 50, case when n % 100 = 0 then now() end,"
                        + " array['t' || n % 700] from generate_series(1, 20000) n",
                "insert into orders select n, 1 + n % 20000, 's' || n % 40, n,"
                        + " timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 60000) n",
                "create table visit (id int primary key, shop int not null, spent int not null, note text not null)",
                "insert into visit select n, n % 500, n % 90, repeat('n', 200) from generate_series(1, 50000) n",
                "create index orders_customer on orders (customer_id)",
                "create index orders_customer_again on orders (customer_id)",
                "create index orders_total on orders (total)",
                "analyze");
        // A snapshot of somebody else's holds the first one back at times.
        until("rows of visit are known to be visible", () -> {
            server.execute("vacuum analyze visit");
            return server.ask("select relallvisible = relpages from pg_class where relname = 'visit'")
                    .equals("t");
        });
        connection =
                DriverManager.getConnection(server.url() + "?preferQueryMode=simple", "postgres", server.password());
    }

    @AfterAll
    static void stop() throws Exception {
        connection.close();
        server.close();
    }

    private static IndexChoice.Result advise(Surroundings around, OptionalLong budget, String... statements) {
        return new IndexChoice(new ServerWhatIf(connection), ExplainJson::withOutput, around, _ -> {}, () -> false)
                .choose(
                        Arrays.stream(statements)
                                .map(it -> new WorkloadStatement(it.hashCode(), it, 100, 5))
                                .toList(),
                        budget,
                        ErrorBand.GUESS);
    }

    private static List<IndexAdvice> indexes(String... statements) {
        return advise(Surroundings.unknown(), OptionalLong.empty(), statements).indexes();
    }

    @Test
    void equalityComesFirstAndTheOrderAfterIt() {
        var advice = indexes("select * from orders where status = $1 order by created_at desc limit 20");
        assertThat(advice).singleElement().satisfies(it -> {
            assertThat(it.table()).isEqualTo("orders");
            assertThat(it.columns()).containsExactly("status", "created_at");
            assertThat(it.ddl()).startsWith("CREATE INDEX CONCURRENTLY idx_orders_status_created_at ON orders");
            assertThat(it.undo()).isEqualTo("DROP INDEX CONCURRENTLY idx_orders_status_created_at");
            assertThat(it.predictedGainPercent()).isGreaterThan(50);
            assertThat(it.sizeBytes()).isPositive();
            assertThat(it.queries()).hasSize(1);
        });
    }

    @Test
    void oneIndexServesTwoStatements() {
        var advice = indexes(
                "select * from orders where status = $1",
                "select * from orders where status = $1 and created_at > $2 and created_at < $3");
        assertThat(advice).singleElement().satisfies(it -> {
            assertThat(it.columns()).startsWith("status");
            assertThat(it.queries()).hasSize(2);
        });
    }

    @Test
    void whatExistsIsNotSuggested() {
        assertThat(indexes("select * from orders where customer_id = $1", "select * from customer where id = $1"))
                .isEmpty();
    }

    @Test
    void aPatternWithinATextWantsTrigrams() {
        assertThat(indexes("select id from customer where name ilike '%abc12%'"))
                .singleElement()
                .satisfies(it -> assertThat(it.ddl()).contains("USING gin (name gin_trgm_ops)"));
    }

    @Test
    void anArrayThatContainsWantsAnInvertedIndex() {
        assertThat(indexes("select id from customer where tags @> array['t5']"))
                .singleElement()
                .satisfies(it -> assertThat(it.ddl()).contains("USING gin (tags)"));
    }

    @Test
    void aConditionThatIsAlwaysTheSameMakesAPartialIndex() {
        assertThat(indexes("select country from customer where deleted_at is not null and country = $1"))
                .anySatisfy(it -> assertThat(it.ddl()).contains("WHERE deleted_at IS NOT NULL"));
    }

    @Test
    void whatIsOnlyShownIsCarriedAlongWhereThatSparesTheTable() {
        assertThat(indexes("select sum(spent) from visit where shop = $1"))
                .singleElement()
                .satisfies(it -> assertThat(it.ddl()).contains("(shop) INCLUDE (spent)"));
        assertThat(indexes("select note from visit where shop = $1"))
                .singleElement()
                .satisfies(it -> assertThat(it.ddl()).endsWith("(shop)"));
    }

    @Test
    void anExpressionIsIndexedAsItIs() {
        assertThat(indexes("select id from customer where lower(country) = 'c7'"))
                .singleElement()
                .satisfies(it -> assertThat(it.ddl()).contains("lower(country)"));
    }

    @Test
    void aTightBudgetLeavesTheDearerIndexOut() {
        String[] both = {
            "select * from orders where status = $1 order by created_at desc limit 20",
            "select id from customer where tags @> array['t5']"
        };
        var all = advise(Surroundings.unknown(), OptionalLong.empty(), both);
        long small =
                all.indexes().stream().mapToLong(IndexAdvice::sizeBytes).min().orElseThrow();
        var some = advise(Surroundings.unknown(), OptionalLong.of(small), both);
        assertThat(all.indexes()).hasSize(2);
        assertThat(some.indexes()).hasSize(1);
        assertThat(some.indexes().getFirst().sizeBytes()).isLessThanOrEqualTo(small);
        assertThat(some.after()).isGreaterThan(all.after());
    }

    @Test
    void manyWritesForbidAnIndexThatSavesLittle() {
        var busy = new Surroundings(1, Map.of("orders", 1e9), Map.of(), Counting.unknown(), Map.of(), Map.of());
        assertThat(advise(busy, OptionalLong.empty(), "select * from orders where status = $1")
                        .indexes())
                .isEmpty();
    }

    @Test
    void whatNobodyUsesCanGoButNotWhatAForeignKeyNeeds() {
        var keys = Map.of("orders", List.of(List.of("customer_id")));
        var counting = new Counting(Duration.ofDays(3), true, false, 1);
        var around =
                new Surroundings(1, Map.of(), Map.of("other.orders_total", IndexUse.of(9)), counting, keys, Map.of());
        var result = advise(around, OptionalLong.empty(), "select * from orders where id = $1");
        assertThat(result.droppable()).singleElement().satisfies(it -> {
            assertThat(it.index()).isEqualTo("orders_total");
            assertThat(it.reason())
                    .isEqualTo(
                            "No statement of the workload uses it. Its own counter says no use in 3 days, which is too"
                                    + " short for what runs once a month. Look at the standbys too (1): their uses are not"
                                    + " counted here.");
            assertThat(it.undo())
                    .isEqualTo("CREATE INDEX CONCURRENTLY orders_total ON public.orders USING btree (total)");
        });
        var used = new Surroundings(
                1, Map.of(), Map.of("public.orders_total", IndexUse.of(7)), counting, Map.of(), Map.of());
        assertThat(advise(used, OptionalLong.empty(), "select * from orders where id = $1")
                        .droppable())
                .noneMatch(it -> it.index().equals("orders_total"));
    }

    @Test
    void aStatementThatCannotBePlannedIsNamedAndTheRestGoesOn() {
        var result = advise(
                Surroundings.unknown(),
                OptionalLong.empty(),
                "vacuum orders",
                "select * from orders where status = $1");
        assertThat(result.skipped()).singleElement().asString().contains("vacuum orders");
        assertThat(result.indexes()).hasSize(1);
    }

    @Test
    void fewQuestionsForManyCandidates() {
        String[] statements = {
            "select * from orders where status = $1 order by created_at desc limit 20",
            "select * from orders o join customer c on c.id = o.customer_id where c.country = $1 and o.status = $2",
            "select * from orders where created_at > $1 and created_at < $2 order by total limit 5",
            "select country, count(*) from customer where country > $1 group by country",
            "select * from customer where name = $1",
            "select * from customer where country = $1 and name > $2 order by name limit 10",
            "select * from orders where status = $1 and total > $2",
            "select status, sum(total) from orders where customer_id = $1 group by status"
        };
        var result = advise(Surroundings.unknown(), OptionalLong.empty(), statements);
        assertThat(result.calls()).isLessThanOrEqualTo((long) (0.35 * statements.length * result.candidates()));
        assertThat(result.after()).isLessThan(0.5 * result.before());
    }
}
