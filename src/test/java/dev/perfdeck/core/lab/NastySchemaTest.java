package dev.perfdeck.core.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.lab.source.ConnectionSource;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Schemas as they are out there, read by a role that may only read: plans and costs equal the source's.
class NastySchemaTest {
    private static final String[] SCHEMA = {
        "create schema \"Odd One\"",
        "create extension pg_trgm",
        "create type mood as enum ('sad', 'ok', 'happy')",
        "create domain email as text check (value like '%@%') not null",
        "create type pair as (a int, b text)",
        "create function price_of(n numeric) returns numeric language sql immutable as 'select n * 1.19'",
        "create table \"Odd One\".\"Mixed Case\" (id int generated always as identity primary key, \"sp ace\" text collate \"C\","
                + " m mood, e email, p pair, twice int generated always as (dots * 2) stored, dots int not null,"
                + " tags text[], body tsvector, span int4range, gross numeric default price_of(1), constraint small check (dots < 100000))",
        "insert into \"Odd One\".\"Mixed Case\" (\"sp ace\", m, e, p, dots, tags, body, span) select 'v' || i % 50,"
                + " (array['sad','ok','happy'])[1 + i % 3]::mood, 'u' || i || '@x.org', row(i % 5, 'b')::pair, i,"
                + " array['t' || i % 7, 't' || i % 3], to_tsvector('simple', 'word' || i % 40 || ' other'), int4range(i, i + 10)"
                + " from generate_series(1, 20000) i",
        "create index \"Odd One idx\" on \"Odd One\".\"Mixed Case\" (lower(\"sp ace\"), m) where dots > 100",
        "create index gin_tags on \"Odd One\".\"Mixed Case\" using gin (tags)",
        "create index brin_dots on \"Odd One\".\"Mixed Case\" using brin (dots)",
        "create table events (at timestamptz not null, kind int not null, note text) partition by range (at)",
        "create table events_1 partition of events for values from ('2025-01-01') to ('2025-02-01')",
        "create table events_2 partition of events for values from ('2025-02-01') to ('2025-03-01') partition by list (kind)",
        "create table events_2a partition of events_2 for values in (1, 2, 3)",
        "create table events_2b partition of events_2 default",
        "create index events_at on events (at)",
        "insert into events select timestamptz '2025-01-01' + i * interval '1 minute', i % 9, 'n' || i from generate_series(1, 80000) i",
        "create table parent (a int, b int)",
        "create table child (c int) inherits (parent)",
        "insert into parent select i, i % 10 from generate_series(1, 3000) i",
        "insert into child select i, i % 20, i from generate_series(1, 9000) i",
        "create unlogged table scratch (x int, y int)",
        "insert into scratch select i % 100, i % 100 from generate_series(1, 30000) i",
        "create statistics scratch_xy on x, y from scratch",
        "create view happy as select * from \"Odd One\".\"Mixed Case\" where m = 'happy'",
        "create materialized view totals as select kind, count(*) as n from events group by kind",
        "create table secret (id int primary key, owner name default current_user, v text)",
        "insert into secret select i, 'nobody', 'v' || i from generate_series(1, 5000) i",
        "alter table secret enable row level security",
        "create policy own on secret using (owner = current_user)",
        "create temporary table passing (t int)",
        "create role reader login password 'reader'",
        "grant usage on schema \"Odd One\", public to reader",
        "grant select on all tables in schema \"Odd One\", public to reader",
        "alter role reader set default_transaction_read_only = on",
        "vacuum analyze"
    };

    private static final List<String> QUERIES = List.of(
            "select * from \"Odd One\".\"Mixed Case\" where lower(\"sp ace\") = 'v7' and m = 'sad' and dots > 200",
            "select * from \"Odd One\".\"Mixed Case\" where tags @> array['t3']",
            "select * from \"Odd One\".\"Mixed Case\" where body @@ 'word7'::tsquery",
            "select * from \"Odd One\".\"Mixed Case\" where e = 'u3@x.org'",
            "select count(*) from happy where dots between 5 and 5000",
            "select * from events where at between '2025-02-03' and '2025-02-04'",
            "select * from events where kind = 2 order by at desc limit 5",
            "select * from parent where b = 3",
            "select * from totals where kind = 3");

    @Test
    void eighteen() throws Exception {
        try (var source = Servers.postgres18(Map.of("log_statement", "all"))) {
            equal(source);
        }
    }

    @Test
    void fifteen() throws Exception {
        try (var source = Servers.packagedPostgres("log_statement=all", "max_connections=20")) {
            equal(source);
            var sent = source.log()
                    .lines()
                    .filter(line -> line.contains("perfdeck"))
                    .toList();
            assertThat(sent).isNotEmpty();
        }
    }

    private static void equal(PgServer source) throws Exception {
        source.execute(SCHEMA);
        ConnectionSource reader = () -> DriverManager.getConnection(source.url(), "reader", "reader");
        try (var twin = Twin.open(reader, LabOptions.DEFAULT);
                var asked = reader.open();
                var statement = asked.createStatement()) {
            assertThat(twin.version().same()).isTrue();
            assertThat(twin.approximations())
                    .satisfiesExactlyInAnyOrder(
                            it -> assertThat(it.toString()).contains("scratch_xy", "owner only"),
                            it -> assertThat(it.toString()).contains("secret", "row security"));
            assertThat(twin.explain("select * from secret where id < 100", Set.of(), Set.of())
                            .approximate())
                    .singleElement()
                    .asString()
                    .contains("row security");
            assertThat(twin.explain("select from scratch", Set.of(), Set.of()).approximate())
                    .hasSize(1);
            for (var query : QUERIES) {
                String real;
                try (var row = statement.executeQuery("explain (format json) " + query)) {
                    row.next();
                    real = row.getString(1);
                }
                var mine = twin.explain(query, Set.of(), Set.of());
                assertThat(mine.approximate()).as(query).isEmpty();
                assertThat(PlanShapes.of(mine.planJson())).as(query).isEqualTo(PlanShapes.of(real));
                assertThat(mine.cost())
                        .as(query)
                        .isCloseTo(PlanReading.of(real).cost(), org.assertj.core.data.Percentage.withPercentage(0.1));
            }
        }
    }
}
