package dev.perfdeck.core.migrate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.health.Consideration;
import dev.perfdeck.model.health.Counsel;
import dev.perfdeck.model.health.HealthFinding;
import dev.perfdeck.model.health.HealthFinding.Kind;
import dev.perfdeck.model.health.IndexHealth;
import dev.perfdeck.model.migration.IndexOrder;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Until;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is found on a real server about indexes made for each verdict. Each test has a schema of its own.
abstract class HealthContract {
    private static final HealthReader READER = new HealthReader(new HealthReader.Limits(200_000, 0.3, 5000));

    abstract PgServer pg();

    @BeforeEach
    void schema() throws Exception {
        pg().execute("create schema h", "create table h.p (id int primary key, note text)");
    }

    @AfterEach
    void drop() throws Exception {
        pg().execute("drop schema h cascade");
    }

    private IndexHealth look() throws SQLException {
        try (var connection = pg().connect()) {
            return READER.read(connection);
        }
    }

    /// The same server, had it counted for so long and had it so many standbys.
    private IndexHealth lookAfter(Duration age, int standbys) throws SQLException {
        try (var connection = pg().connect()) {
            var said = READER.answers(connection);
            var now = said.facts();
            var facts = new Facts(now.at(), now.standby(), now.at().minus(age), now.counts(), now.role(), standbys);
            return Judgement.of(new HealthReader.Answers(facts, said.rows(), said.keys(), said.bloat(), said.most()));
        }
    }

    private static Optional<HealthFinding> find(IndexHealth health, String subject) {
        return health.findings().stream()
                .filter(finding -> finding.subject().equals("h." + subject))
                .findFirst();
    }

    private static HealthFinding found(IndexHealth health, String subject) {
        return find(health, subject).orElseThrow(() -> new AssertionError(subject + " not in " + health.findings()));
    }

    private static void is(HealthFinding finding, Kind kind, Counsel counsel) {
        assertThat(finding.kind()).as("%s", finding).isEqualTo(kind);
        assertThat(finding.counsel()).as("%s", finding).isEqualTo(counsel);
    }

    private static String reasons(HealthFinding finding) {
        return String.join(
                " ", finding.considerations().stream().map(Consideration::text).toList());
    }

    /// Does what the finding offers, then takes it back; the definition must be the same as before.
    private void thereAndBack(HealthFinding finding) throws Exception {
        var order = finding.firstAction().orElseThrow();
        var ask = "select coalesce(max(pg_get_indexdef(indexrelid)), 'gone') from pg_index"
                + " where indexrelid = to_regclass('" + order.schema() + "." + order.index() + "')";
        var before = pg().ask(ask);
        pg().execute(order.sql());
        assertThat(pg().ask(ask)).isNotEqualTo(before);
        pg().execute(order.undone().orElseThrow().sql());
        assertThat(pg().ask(ask)).isEqualTo(before);
    }

    @Test
    void unusedIsSafeOnlyWhenNothingElseMayNeedIt() throws Exception {
        pg().execute(
                        "create table h.t (a int, b int)",
                        "create index idle on h.t (a)",
                        "create index busy on h.t (b)",
                        "create index expressive on h.t ((a + b))",
                        "insert into h.t select n, n from generate_series(1, 900) n",
                        "analyze h.t",
                        "set enable_seqscan = off; select * from h.t where b = 7");
        Until.until(
                "the scan is counted",
                () -> pg().ask("select idx_scan > 0 from pg_stat_all_indexes where indexrelname = 'busy'")
                        .equals("t"));
        var old = lookAfter(Duration.ofDays(41), 0);
        var idle = found(old, "idle");
        is(idle, Kind.UNUSED, Counsel.SAFE);
        assertThat(idle.because()).isEqualTo("not read in 41 days");
        assertThat(idle.bytes()).isPositive();
        assertThat(reasons(idle)).contains("counted for 41 days");
        assertThat(find(old, "busy")).isEmpty();
        is(found(old, "expressive"), Kind.UNUSED, Counsel.ASK);
        assertThat(reasons(found(old, "expressive"))).contains("estimates");
        var young = found(look(), "idle");
        is(young, Kind.UNUSED, Counsel.KEEP);
        assertThat(reasons(young)).contains("too soon to tell");
        var week = found(lookAfter(Duration.ofDays(7), 0), "idle");
        is(week, Kind.UNUSED, Counsel.ASK);
        assertThat(reasons(week)).contains("counted for only 7 days");
        var watched = found(lookAfter(Duration.ofDays(41), 2), "idle");
        is(watched, Kind.UNUSED, Counsel.ASK);
        assertThat(reasons(watched)).contains("2 standbys");
        thereAndBack(idle);
    }

    @Test
    void whatARuleStandsOnIsKept() throws Exception {
        pg().execute(
                        "create table h.t (id int primary key, mail text unique, code int not null, during int4range,"
                                + " exclude using gist (during with &&))",
                        "create unique index t_code on h.t (code)",
                        "alter table h.t replica identity using index t_code",
                        "create table h.u (mail text references h.t (mail))",
                        "create index u_mail on h.u (mail)");
        var old = lookAfter(Duration.ofDays(41), 0);
        for (var name : new String[] {"t_pkey", "t_mail_key", "t_code", "t_during_excl"}) {
            is(found(old, name), Kind.UNUSED, Counsel.KEEP);
            assertThat(found(old, name).actions()).isEmpty();
            assertThat(found(old, name).needsALook()).isFalse();
        }
        assertThat(reasons(found(old, "t_pkey"))).contains("primary key");
        assertThat(reasons(found(old, "t_mail_key"))).contains("duplicates out").contains("1 foreign keys");
        assertThat(reasons(found(old, "t_code"))).contains("replica identity");
        assertThat(reasons(found(old, "t_during_excl"))).contains("exclusion");
    }

    @Test
    void theSameIndexTwice() throws Exception {
        pg().execute(
                        "create table h.t (a int, b text, c text collate \"C\")",
                        "create index one on h.t (a, b)",
                        "create index two on h.t (a, b)",
                        "create index covering on h.t (a) include (b)",
                        "create index covering2 on h.t (a) include (b)",
                        "create index part on h.t (b) where a > 5",
                        "create index part2 on h.t (b) where a > 5",
                        "create index other on h.t (b) where a > 6",
                        "create index up on h.t (upper(b))",
                        "create index up2 on h.t (upper(b))",
                        "create index low on h.t (lower(b))",
                        "create index pattern on h.t (b text_pattern_ops)",
                        "create index plain on h.t (b)",
                        "create index german on h.t (b collate \"C\")",
                        "create index hashed on h.t using hash (b)");
        var health = lookAfter(Duration.ofDays(41), 0);
        for (var name : new String[] {"two", "covering2", "part2", "up2"}) {
            is(found(health, name), Kind.DUPLICATE, Counsel.SAFE);
        }
        assertThat(found(health, "two").because()).isEqualTo("the same as h.one");
        assertThat(found(health, "up2").because()).isEqualTo("the same as h.up");
        for (var name : new String[] {"one", "part", "other", "up", "low", "pattern", "plain", "german", "hashed"}) {
            is(found(health, name), Kind.UNUSED, found(health, name).counsel());
        }
        thereAndBack(found(health, "part2"));
        thereAndBack(found(health, "up2"));
        thereAndBack(found(health, "covering2"));
    }

    @Test
    void ofAUniqueAndAPlainOneTheUniqueStays() throws Exception {
        pg().execute(
                        "create table h.t (a int not null, b int)",
                        "create index plain on h.t (a)",
                        "create unique index strict on h.t (a)",
                        "create unique index pair on h.t (b)",
                        "create unique index pair2 on h.t (b)",
                        "create unique index part on h.t (a) where b > 0");
        var health = lookAfter(Duration.ofDays(41), 0);
        is(found(health, "plain"), Kind.DUPLICATE, Counsel.SAFE);
        assertThat(reasons(found(health, "plain"))).contains("is unique and stays");
        is(found(health, "pair2"), Kind.DUPLICATE, Counsel.SAFE);
        is(found(health, "strict"), Kind.UNUSED, Counsel.KEEP);
        is(found(health, "part"), Kind.UNUSED, Counsel.KEEP);
    }

    @Test
    void aConstraintsDuplicateIsForAPerson() throws Exception {
        pg().execute("create table h.t (a int primary key)", "alter table h.t add unique (a)");
        var twice = found(lookAfter(Duration.ofDays(41), 0), "t_a_key");
        is(twice, Kind.DUPLICATE, Counsel.ASK);
        assertThat(twice.actions()).isEmpty();
        assertThat(twice.byHand()).contains("ALTER TABLE h.t DROP CONSTRAINT t_a_key;");
    }

    @Test
    void firstColumnsOfAnother() throws Exception {
        pg().execute(
                        "create table h.t (a int, b int, c int)",
                        "create index wide on h.t (a, b, c)",
                        "create index narrow on h.t (a, b)",
                        "create index middle on h.t (b, c)",
                        "create index skewed on h.t (a desc, b)",
                        "create index turned on h.t (a desc, b desc)",
                        "create unique index rule on h.t (a)",
                        "create index carries on h.t (a) include (c)",
                        "create index part on h.t (a) where b > 0");
        var health = lookAfter(Duration.ofDays(41), 0);
        is(found(health, "narrow"), Kind.REDUNDANT, Counsel.SAFE);
        assertThat(found(health, "narrow").because()).isEqualTo("covered by h.wide");
        is(found(health, "turned"), Kind.REDUNDANT, Counsel.SAFE);
        assertThat(reasons(found(health, "turned"))).contains("turned round");
        is(found(health, "carries"), Kind.REDUNDANT, Counsel.SAFE);
        for (var name : new String[] {"wide", "middle", "skewed", "rule", "part"}) {
            is(found(health, name), Kind.UNUSED, found(health, name).counsel());
        }
        thereAndBack(found(health, "turned"));
    }

    @Test
    void leftBehindByAFailedBuild() throws Exception {
        pg().execute("create table h.t (a int)", "insert into h.t values (1), (1)");
        assertThatThrownBy(() -> pg().execute("create unique index concurrently broken on h.t (a)"))
                .hasMessageContaining("duplicate");
        var broken = found(look(), "broken");
        is(broken, Kind.INVALID, Counsel.SAFE);
        assertThat(broken.actions())
                .extracting(IndexOrder::act)
                .containsExactly(IndexOrder.Act.REINDEX, IndexOrder.Act.DROP);
        pg().execute("delete from h.t", broken.actions().getFirst().sql());
        is(found(look(), "broken"), Kind.UNUSED, Counsel.KEEP);
    }

    @Test
    void leftBehindByAFailedRebuild() throws Exception {
        pg().execute(
                        "create table h.t (a int)",
                        "create unique index good on h.t (a)",
                        "insert into h.t values (1), (2)",
                        // the rebuild meets a duplicate that the index never saw
                        "update pg_index set indisready = false, indisvalid = false where indexrelid = 'h.good'::regclass",
                        "insert into h.t values (1)");
        assertThatThrownBy(() -> pg().execute("reindex index concurrently h.good"))
                .hasMessageContaining("duplicate");
        var left = found(look(), "good_ccnew");
        is(left, Kind.INVALID, Counsel.SAFE);
        assertThat(left.because()).contains("rebuild");
        assertThat(left.actions()).extracting(IndexOrder::act).containsExactly(IndexOrder.Act.DROP);
        pg().execute(left.actions().getFirst().sql());
        assertThat(find(look(), "good_ccnew")).isEmpty();
    }

    @Test
    void oneThatIsBeingBuiltIsNotInvalid() throws Exception {
        pg().execute("create table h.t (a int)", "insert into h.t values (1)");
        try (var holder = pg().connect()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("insert into h.t values (2)");
            }
            var build = Thread.ofVirtual().start(() -> {
                try {
                    pg().execute("create index concurrently slow on h.t (a)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Until.until(
                    "the build waits for the holder",
                    () -> look().indexes().stream()
                            .anyMatch(index -> index.name().equals("slow") && index.building()));
            assertThat(find(look(), "slow")).isEmpty();
            holder.rollback();
            build.join();
        }
        is(found(look(), "slow"), Kind.UNUSED, Counsel.KEEP);
    }

    @Test
    void foreignKeysWithoutAnIndex() throws Exception {
        pg().execute(
                        "create table h.two (a int, b int, primary key (a, b))",
                        "create table h.bare (id int primary key, p int references h.p, x int, y int,"
                                + " foreign key (x, y) references h.two)",
                        "create table h.helped (p int references h.p, q int references h.p, r int references h.p,"
                                + " x int, y int, foreign key (x, y) references h.two)",
                        "create index on h.helped (p, q)",
                        "create index on h.helped (q) where q is not null",
                        "create index on h.helped (r) where q > 5",
                        "create index on h.helped (y, x, p)",
                        "create table h.small (p int references h.p)",
                        "insert into h.p select n from generate_series(1, 10) n",
                        "insert into h.bare select n, 1 + n % 9 from generate_series(1, 5000) n",
                        "insert into h.helped select 1 from generate_series(1, 5000) n",
                        "insert into h.small values (1)",
                        "delete from h.p where id = 10",
                        "analyze h.bare, h.helped, h.small");
        Until.until(
                "the delete is counted",
                () -> pg().ask("select n_tup_del > 0 from pg_stat_all_tables where relname = 'p' and schemaname = 'h'")
                        .equals("t"));
        var health = look();
        is(found(health, "bare (p)"), Kind.MISSING, Counsel.SAFE);
        assertThat(reasons(found(health, "bare (p)"))).contains("5,000 rows").contains("lost 1 rows");
        is(found(health, "bare (x, y)"), Kind.MISSING, Counsel.ASK);
        is(found(health, "small (p)"), Kind.MISSING, Counsel.KEEP);
        is(found(health, "helped (r)"), Kind.MISSING, Counsel.SAFE);
        assertThat(find(health, "helped (p)")).isEmpty();
        assertThat(find(health, "helped (q)")).isEmpty();
        assertThat(find(health, "helped (x, y)")).isEmpty();
        thereAndBack(found(health, "bare (p)"));
        pg().execute(found(health, "bare (x, y)").firstAction().orElseThrow().sql());
        assertThat(find(look(), "bare (x, y)")).isEmpty();
    }

    @Test
    void partitionedIndexesAreOne() throws Exception {
        pg().execute(
                        "create table h.m (at int, p int references h.p) partition by range (at)",
                        "create table h.m1 partition of h.m for values from (0) to (10)",
                        "create table h.m2 partition of h.m for values from (10) to (20)",
                        "create index m_at on h.m (at)",
                        "create index m_at_p on h.m (at, p)",
                        "create index m_only on only h.m (p, at)",
                        "create index m1_own on h.m1 (at)",
                        "insert into h.m select n % 20, null from generate_series(1, 4000) n",
                        "analyze h.m");
        var health = lookAfter(Duration.ofDays(41), 0);
        var whole = health.indexes().stream()
                .filter(index -> index.name().equals("m_at"))
                .findFirst()
                .orElseThrow();
        assertThat(whole.parts()).isEqualTo(2);
        assertThat(whole.bytes()).isPositive();
        assertThat(health.indexes()).noneMatch(index -> index.name().equals("m1_at_idx"));
        is(found(health, "m_at"), Kind.REDUNDANT, Counsel.SAFE);
        assertThat(found(health, "m_at").actions()).isEmpty();
        assertThat(found(health, "m_at").byHand())
                .contains("DROP INDEX h.m_at;")
                .contains("lock_timeout");
        is(found(health, "m_only"), Kind.INVALID, Counsel.ASK);
        assertThat(found(health, "m_only").byHand()).contains("ATTACH PARTITION");
        is(found(health, "m1_own"), Kind.DUPLICATE, Counsel.SAFE);
        thereAndBack(found(health, "m1_own"));
        var key = found(health, "m (p)");
        is(key, Kind.MISSING, Counsel.ASK);
        assertThat(key.actions()).isEmpty();
        assertThat(key.byHand()).contains("ON ONLY h.m (p)").contains("CONCURRENTLY ON h.m2 (p)");
    }

    @Test
    void emptiedPagesAreBloat() throws Exception {
        pg().execute(
                        "create table h.t (a int, b text)",
                        "insert into h.t select n, 'row number ' || n from generate_series(1, 60000) n",
                        "create index holey on h.t (a)",
                        "create index wordy on h.t (b)",
                        "analyze h.t");
        assertThat(found(look(), "holey").kind()).as("a fresh one is dense").isEqualTo(Kind.UNUSED);
        assertThat(found(look(), "wordy").kind()).isEqualTo(Kind.UNUSED);
        pg().execute(
                        "delete from h.t where a % 10 <> 0",
                        "vacuum analyze h.t",
                        "set enable_seqscan = off;"
                                + " select * from h.t where a = 10; select * from h.t where b = 'row number 10'");
        Until.until(
                "both are used",
                () -> pg().ask("select min(idx_scan) > 0 from pg_stat_all_indexes"
                                + " where schemaname = 'h' and relname = 't'")
                        .equals("t"));
        var bloated = found(look(), "holey");
        is(bloated, Kind.BLOATED, Counsel.SAFE);
        assertThat(bloated.estimate()).isTrue();
        var size = Long.parseLong(pg().ask("select pg_relation_size('h.holey')"));
        pg().execute(bloated.firstAction().orElseThrow().sql());
        var won = size - Long.parseLong(pg().ask("select pg_relation_size('h.holey')"));
        assertThat(bloated.bytes()).as("what the rebuild really won").isBetween(won * 8 / 10, won * 12 / 10);
        assertThat(find(look(), "holey")).as("a rebuilt one is dense").isEmpty();
    }

    @Test
    void namesThatWantQuotesGetThem() throws Exception {
        pg().execute(
                        "create table h.\"Odd table\" (\"a\"\"b\" int, \"select\" int references h.p)",
                        "create index \"Twin one\" on h.\"Odd table\" (\"a\"\"b\")",
                        "create index \"Twin \"\"two\" on h.\"Odd table\" (\"a\"\"b\")",
                        "insert into h.\"Odd table\" select n from generate_series(1, 2000) n",
                        "analyze h.\"Odd table\"");
        var health = lookAfter(Duration.ofDays(41), 0);
        var twin = found(health, "Twin \"two");
        is(twin, Kind.DUPLICATE, Counsel.SAFE);
        var order = twin.firstAction().orElseThrow();
        pg().execute(order.sql(), order.undone().orElseThrow().sql());
        is(found(look(), "Twin \"two"), Kind.DUPLICATE, Counsel.SAFE);
        var key = found(health, "Odd table (select)").firstAction().orElseThrow();
        pg().execute(key.sql(), key.undone().orElseThrow().sql());
    }

    @Test
    void aLockedTableHoldsNobodyUp() throws Exception {
        pg().execute("create table h.t (a int)", "create index t_a on h.t (a)");
        try (var holder = pg().connect()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("lock table h.t in access exclusive mode");
                statement.execute("drop index h.t_a");
                try (var connection = pg().connect()) {
                    connection.createStatement().execute("set lock_timeout = '200ms'");
                    var seen = READER.read(connection).indexes().stream()
                            .filter(index -> index.name().equals("t_a"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(seen.bytes()).isEqualTo(-1);
                    assertThat(seen.tableBytes()).isEqualTo(-1);
                }
            }
            holder.rollback();
        }
    }

    @Test
    void aRoleWithoutRightsSeesWhatItMayAndIsToldWhatItMayNot() throws Exception {
        pg().execute(
                        "create role reader login password 'secret'",
                        "create table h.t (a int)",
                        "create index t_a on h.t (a)",
                        "create index t_a2 on h.t (a)",
                        "insert into h.t select n from generate_series(1, 30000) n",
                        "analyze h.t");
        try (var connection = DriverManager.getConnection(pg().url(), "reader", "secret")) {
            var health = READER.read(connection);
            is(found(health, "t_a2"), Kind.DUPLICATE, Counsel.SAFE);
            assertThat(health.notices()).anyMatch(notice -> notice.contains("GRANT pg_read_all_data TO reader"));
        } finally {
            pg().execute("drop role reader");
        }
    }

    @Test
    void aThousandTablesAreReadWithinTheLimitOfASession() throws Exception {
        pg().execute("do $$ begin for n in 1..1000 loop"
                + " execute format('create table h.t%s (a int primary key, b int references h.p)', n);"
                + " execute format('create index t%s_b on h.t%s (b)', n, n);"
                + " execute format('create index t%s_b2 on h.t%s (b)', n, n); end loop; end $$");
        try (var connection = pg().connect()) {
            connection.createStatement().execute("set statement_timeout = '10s'");
            var health = READER.read(connection);
            assertThat(health.indexes()).hasSizeGreaterThan(3000);
            assertThat(health.count(Kind.DUPLICATE)).isEqualTo(1000);
            var few = new HealthReader(new HealthReader.Limits(1 << 20, 0.3, 100)).read(connection);
            assertThat(few.truncated()).isTrue();
            assertThat(few.indexes()).hasSize(100);
        }
    }
}
