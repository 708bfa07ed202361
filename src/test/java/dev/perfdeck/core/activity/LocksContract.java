package dev.perfdeck.core.activity;

import static dev.perfdeck.core.activity.Locking.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SessionGroup;
import dev.perfdeck.support.PgServer;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the reader sees of real locks, on any version of the server.
abstract class LocksContract {
    private Locking locking;

    abstract PgServer pg();

    @BeforeEach
    void open() throws Exception {
        pg().execute(
                        "drop table if exists t",
                        "create table t (id int primary key, n int)",
                        "insert into t values (1), (2)");
        locking = new Locking(pg());
    }

    @AfterEach
    void close() throws Exception {
        locking.close();
    }

    @Test
    void aChainHangsFromTheOneWhoWaitsForNobody() throws Exception {
        var a = locking.session("a", true);
        var b = locking.session("b", true);
        run(a, "update t set n = 1 where id = 1");
        run(b, "update t set n = 1 where id = 2");
        locking.start(b, "update t set n = 2 where id = 1");
        locking.see(
                "b waits", picture -> picture.waiting() == 1 && picture.roots().size() == 1);
        locking.start(locking.session("c", true), "update t set n = 3 where id = 2");
        var picture = locking.see("c waits", seen -> Locking.all(seen.roots()).count() == 3);

        assertThat(picture.roots()).hasSize(1);
        var root = picture.roots().getFirst();
        assertThat(root.session().application()).isEqualTo("a");
        assertThat(root.session().state()).isEqualTo("idle in transaction");
        assertThat(root.session().query()).isEqualTo("update t set n = 1 where id = 1");
        assertThat(root.holdsUp()).isEqualTo(2);
        assertThat(root.waits()).isFalse();
        var under = root.blocks().getFirst();
        assertThat(under.session().application()).isEqualTo("b");
        assertThat(under.blockers()).containsExactly(root.session().pid());
        assertThat(under.lock()).startsWith("transactionid ");
        assertThat(under.mode()).isEqualTo("ShareLock");
        assertThat(under.blocks().getFirst().session().application()).isEqualTo("c");
        assertThat(picture.truncated()).isFalse();
        assertThat(picture.seesAll()).isTrue();
        assertThat(picture.groups()).anyMatch(group -> group.waitType().equals("Lock") && group.active());
        assertThat(Locking.find(picture, "a").map(PgSession::xminAge).orElseThrow())
                .isPositive();
    }

    @Test
    void aQueueLiesFlatBelowWhoHoldsTheLock() throws Exception {
        var holder = locking.session("holder", true);
        run(holder, "lock table t in access exclusive mode");
        for (int i = 0; i < 5; i++) {
            locking.start(locking.session("w" + i, true), "lock table t in access exclusive mode");
        }
        var picture = locking.see("five wait", seen -> Locking.all(seen.roots()).count() == 6);
        var root = picture.roots().getFirst();
        assertThat(root.holdsUp()).isEqualTo(5);
        assertThat(root.blocks()).hasSize(5).allMatch(node -> node.lock().equals("relation public.t"));
        assertThat(root.blocks())
                .allMatch(node -> node.blockers().contains(root.session().pid()));
    }

    @Test
    void aPreparedTransactionInTheWayIsNamed() throws Exception {
        var gone = locking.session("gone", true);
        run(gone, "update t set n = 1 where id = 1");
        run(gone, "prepare transaction 'it''s forgotten'");
        gone.close();
        try {
            locking.start(locking.session("w", true), "update t set n = 2 where id = 1");
            var picture = locking.see("it is named", seen -> !seen.roots().isEmpty());
            var root = picture.roots().getFirst();
            assertThat(root.session().pid()).isZero();
            assertThat(root.session().prepared()).isTrue();
            assertThat(root.session().query()).isEqualTo("prepare transaction 'it''s forgotten'");
            assertThat(root.session().user()).isEqualTo("postgres");
            assertThat(root.blocks()).hasSize(1);
            assertThat(root.blocks().getFirst().blockers()).containsExactly(0);
            assertThat(picture.longest()).contains(root.session());
        } finally {
            pg().execute("rollback prepared 'it''s forgotten'");
        }
    }

    @Test
    void theConsolesOwnSessionsAreLeftOut() throws Exception {
        run(locking.session("perfdeck/0 ddl", true), "update t set n = 1");
        run(locking.session("somebody", true), "select 1");
        var somebody = locking.named("somebody", "idle in transaction");
        var picture = locking.look();
        assertThat(picture.longest())
                .contains(somebody)
                .noneMatch(s -> s.application().startsWith("perfdeck/"));
        assertThat(picture.total())
                .isEqualTo(Integer.parseInt(
                        pg().ask("select count(*) - 1 from pg_stat_activity where backend_type = 'client backend'"
                                + " and application_name not like 'perfdeck/%'")));
        assertThat(picture.roots()).isEmpty();
        assertThat(picture.waiting()).isZero();
        assertThat(Objects.requireNonNull(somebody.xactStart())).isBeforeOrEqualTo(picture.at());
    }

    @Test
    void aRoleWithoutTheRightIsToldSoAndStillSeesWhoIsConnected() throws Exception {
        pg().execute(
                        "drop role if exists nobody",
                        "create role nobody login password 'x'",
                        "grant select, update on t to nobody");
        var a = locking.session("a", true);
        run(a, "lock table t");
        var mine = locking.session("mine", true);
        run(mine, "set session authorization nobody");
        locking.start(mine, "update t set n = 1");
        locking.see("mine waits", seen -> seen.waiting() == 1);
        try (var line = new ActivityLine(Locking.target(pg(), "nobody", "x"))) {
            var picture = line.picture(line.census());
            assertThat(picture.seesAll()).isFalse();
            assertThat(picture.groups()).extracting(SessionGroup::state).contains(PgSession.HIDDEN);
            assertThat(picture.waiting()).isEqualTo(1);
            var root = picture.roots().getFirst().session();
            assertThat(root.state()).isEqualTo(PgSession.HIDDEN);
            assertThat(root.backendStart()).isNull();
            assertThat(root.application()).isEqualTo("a");
        }
    }

    @Test
    void hundredsInAQueueAreCountedNotListed() throws Exception {
        run(locking.session("holder", true), "lock table t in access exclusive mode");
        int many = LockWaits.FRONTS + 30;
        var waiting = new ArrayList<java.util.concurrent.CompletableFuture<String>>();
        for (int i = 0; i < many; i++) {
            waiting.add(locking.start(locking.session("w", true), "select * from t for update"));
        }
        var picture = locking.see("all wait", seen -> seen.waiting() == many);
        assertThat(picture.truncated()).isTrue();
        assertThat(picture.roots()).hasSize(1);
        assertThat(picture.roots().getFirst().holdsUp()).isEqualTo(many);
        assertThat(picture.roots().getFirst().blocks()).hasSize(LockWaits.FRONTS);
        assertThat(Locking.all(picture.roots())
                        .mapToInt(node -> node.unlisted())
                        .sum())
                .isEqualTo(30);
        assertThat(picture.longest()).hasSizeLessThanOrEqualTo(150);
        assertThat(waiting).noneMatch(java.util.concurrent.CompletableFuture::isDone);
    }
}
