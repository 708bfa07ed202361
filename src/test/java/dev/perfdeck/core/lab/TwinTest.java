package dev.perfdeck.core.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.lab.IndexFacts;
import dev.perfdeck.model.lab.Question;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A twin and its source plan the same, before and after an index, on real rows.
class TwinTest {
    private static PgServer source;
    private static Twin twin;

    @BeforeAll
    static void start() throws Exception {
        source = Servers.postgres18(Map.of("autovacuum", "off"));
        source.execute(
                "create table customers (id int primary key, name text not null, country char(2), born date)",
                "insert into customers select i, 'name ' || i, chr(65 + i % 7) || 'X', date '1950-01-01' + i % 20000"
                        + " from generate_series(1, 20000) i",
                "create table orders (id bigint primary key, customer_id int not null references customers,"
                        + " state text, total numeric(10,2), placed timestamptz)",
                "insert into orders select i, 1 + (i * 7919) % 20000, (array['new','paid','sent','lost'])[1 + (hashint8(i) & 127) / 32],"
                        + " (i % 1000) / 7.0, timestamptz '2025-01-01' + i * interval '1 minute' from generate_series(1, 200000) i",
                "create table notes (id int primary key, kind int not null, body text)",
                "insert into notes select i, i % 50, case when i % 49 = 0 then null else repeat('n', i % 5) end from generate_series(1, 20000) i",
                "create index notes_body on notes (body)",
                "create statistics often (mcv) on kind, body from notes",
                "create statistics together (ndistinct, dependencies) on country, born from customers",
                "vacuum analyze");
        twin = Twin.open(source::connect, LabOptions.DEFAULT);
    }

    @AfterAll
    static void stop() throws Exception {
        twin.close();
        source.close();
    }

    private static final List<String> QUERIES = List.of(
            "select * from orders where customer_id = 17",
            "select * from orders where customer_id = 17 order by placed desc limit 10",
            "select c.name, sum(o.total) from customers c join orders o on o.customer_id = c.id"
                    + " where c.country = 'AX' and o.state = 'lost' group by c.name",
            "select count(*) from orders where placed between '2025-02-01' and '2025-02-02'",
            "select * from customers c where exists (select from orders o where o.customer_id = c.id and o.total > 140)",
            "select country, born, count(*) from customers group by country, born",
            "select * from customers where country = 'BX' and born = '1950-01-02'",
            "select * from notes where kind = 7 and body = 'nn'",
            "select * from notes where kind = 7 and body = 'nnn'",
            "select * from notes where kind = 8 and body is null",
            "select * from orders where id = 5");

    private static final List<String> INDEXES = List.of(
            "create index orders_customer on orders (customer_id)",
            "create index orders_customer_placed on orders (customer_id, placed desc)",
            "create index orders_placed on orders (placed) include (total)",
            "create index orders_lost on orders (customer_id) where state = 'lost'");

    @Test
    void plansAndCostsAreTheSourcesOwn() throws Exception {
        assertThat(twin.approximations()).isEmpty();
        assertThat(twin.version().same()).isTrue();
        for (var query : QUERIES) {
            var mine = twin.explain(query, Set.of(), Set.of());
            assertThat(PlanShapes.of(mine.planJson())).as(query).isEqualTo(PlanShapes.of(real(query)));
            assertThat(mine.cost())
                    .as(query)
                    .isEqualTo(PlanReading.of(real(query)).cost());
        }
    }

    @Test
    void anIndexChangesThePlanAsTheRealOneDoes() throws Exception {
        var candidates =
                twin.candidates(INDEXES).stream().map(it -> it.orThrow()).toList();
        for (int i = 0; i < INDEXES.size(); i++) {
            var name = candidates.get(i).name();
            source.execute(INDEXES.get(i));
            try {
                long bytes = Long.parseLong(source.ask("select pg_relation_size('" + name + "')"));
                assertThat((double) candidates.get(i).sizeBytes()).as(name).isBetween(bytes * 0.95, bytes * 1.05);
                for (var query : QUERIES) {
                    var mine = twin.explain(query, Set.of(candidates.get(i)), Set.of());
                    var real = PlanReading.of(real(query));
                    assertThat(PlanShapes.of(mine.planJson()))
                            .as(name + ": " + query)
                            .isEqualTo(PlanShapes.of(real(query)));
                    assertThat(mine.cost()).as(name + ": " + query).isBetween(real.cost() * 0.99, real.cost() * 1.01);
                }
            } finally {
                source.execute("drop index " + name);
            }
        }
    }

    /// With its most common values the planner knows that no note has the kind 999; without them one is like another.
    @Test
    void theValuesOfARedactedColumnStayOnTheSource() throws Exception {
        assertThat(rows(twin, 7)).isGreaterThan(rows(twin, 999));
        try (var redacted =
                Twin.open(source::connect, LabOptions.DEFAULT.redacting(Set.of("public.notes.kind", "notes.kind")))) {
            assertThat(redacted.approximations())
                    .anyMatch(it -> it.toString().contains("the values of kind were left out"))
                    .anyMatch(it -> it.toString().contains("there is no column notes.kind to redact"))
                    .noneMatch(it -> it.toString().contains("no column public.notes.kind"));
            assertThat(rows(redacted, 7)).isPositive().isEqualTo(rows(redacted, 999));
        }
    }

    private static long rows(Twin twin, int kind) throws Exception {
        var plan = twin.explain("select * from notes where kind = " + kind, Set.of(), Set.of())
                .planJson();
        return new ObjectMapper().readTree(plan).at("/0/Plan/Plan Rows").asLong();
    }

    @Test
    void whatCannotBeBuiltIsSaid() {
        assertThatThrownBy(() -> twin.candidate("create index if not exists notes_body on notes (kind)"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("there is such an index already");
        assertThatThrownBy(() -> twin.candidate("create index on orders (nothing)"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("column \"nothing\" does not exist");
        assertThatThrownBy(() -> twin.candidate("drop table orders")).hasMessageContaining("not one CREATE INDEX");
        assertThatThrownBy(() -> twin.explain("select 1; drop table orders", Set.of(), Set.of()))
                .hasMessageContaining("one statement is wanted, not 2");
    }

    @Test
    void aRefreshTakesOverWhatChanged() throws Exception {
        var query = "select * from notes where kind = 3 and id > 100";
        twin.candidate("create index notes_kind on notes (kind, id)");
        source.execute(
                "create index notes_kind on notes (kind)",
                "drop index notes_body",
                "insert into notes select i, i % 700, repeat('n', 90) from generate_series(20001, 70000) i",
                "analyze notes");
        assertThat(twin.refresh(source::connect)).isTrue();
        assertThat(twin.indexes())
                .filteredOn(it -> it.table().equals("notes"))
                .extracting(IndexFacts::name)
                .containsExactlyInAnyOrder("notes_kind", "notes_pkey");
        assertThat(twin.approximations()).isEmpty();
        var mine = twin.explain(query, Set.of(), Set.of());
        assertThat(mine.indexesUsed()).contains("notes_kind");
        assertThat(mine.cost()).isEqualTo(PlanReading.of(real(query)).cost());
        assertThat(twin.refresh(source::connect)).isTrue();
        source.execute("create table late (id int)");
        assertThat(twin.refresh(source::connect)).as("a new table").isFalse();
    }

    @Test
    void anIndexCanBeHidden() {
        var question = new Question("select * from orders where id = 5", Set.of(), Set.of("orders_pkey"));
        var answer = twin.explain(List.of(question)).getFirst().orThrow();
        assertThat(answer.indexesUsed()).isEmpty();
        assertThat(answer.cost())
                .isGreaterThan(
                        twin.explain(question.statement(), Set.of(), Set.of()).cost() * 10);
    }

    private static String real(String query) throws Exception {
        return source.ask("explain (format json) " + query);
    }
}
