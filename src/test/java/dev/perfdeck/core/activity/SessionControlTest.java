package dev.perfdeck.core.activity;

import static dev.perfdeck.core.activity.Locking.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.BackendSignal.Kind;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.model.SignalOutcome;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionControlTest {
    private static final String LONG = "select pg_sleep(600)";
    private static PgServer pg;
    private Locking locking;
    private SessionControl control;

    @BeforeAll
    static void start() throws Exception {
        pg = Servers.postgres(Map.of());
        pg.execute(
                "create role clerk login password 'x'",
                "create role \"odd\"\"one\" login password 'x'",
                "grant pg_read_all_stats to \"odd\"\"one\"");
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
    }

    @BeforeEach
    void open() throws Exception {
        locking = new Locking(pg);
        control = new SessionControl(locking.target());
    }

    @AfterEach
    void close() throws Exception {
        locking.close();
    }

    @Test
    void aStatementIsCancelledAndItsSessionLivesOn() throws Exception {
        var victim = locking.session("victim", false);
        var ended = locking.start(victim, LONG);
        var signal = SessionControl.prepare(locking.named("victim", "active"), Kind.CANCEL);
        assertThat(signal.sql())
                .contains(
                        "pg_cancel_backend(pid)", "pid = " + signal.session().pid(), "backend_start = timestamptz '20");
        assertThat(control.run(signal)).isInstanceOf(SignalOutcome.Sent.class);
        assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("57014");
        run(victim, "select 1");
    }

    @Test
    void anotherStatementIsNotHit() throws Exception {
        var victim = locking.session("victim", true);
        run(victim, "select 'it''s one'");
        var idle = locking.named("victim", "idle in transaction");
        run(victim, "select 'two'");
        assertThat(control.run(SessionControl.prepare(idle, Kind.TERMINATE)))
                .isEqualTo(new SignalOutcome.Changed("idle in transaction", "select 'two'"));
        run(victim, "select 3");
    }

    @Test
    void aStatementThatHasEndedIsNotCancelledNorItsSessionEnded() throws Exception {
        var victim = locking.session("victim", true);
        var ended = locking.start(victim, LONG);
        var seen = locking.named("victim", "active");
        assertThat(control.run(SessionControl.prepare(seen, Kind.CANCEL))).isInstanceOf(SignalOutcome.Sent.class);
        ended.get(30, TimeUnit.SECONDS);
        locking.named("victim", "idle in transaction (aborted)");
        assertThat(control.run(SessionControl.prepare(seen, Kind.TERMINATE))).isInstanceOf(SignalOutcome.Changed.class);
    }

    @Test
    void aSessionIsEndedOnce() throws Exception {
        run(locking.session("victim", true), "select 1");
        var signal = SessionControl.prepare(locking.named("victim", "idle in transaction"), Kind.TERMINATE);
        assertThat(control.run(signal)).isInstanceOf(SignalOutcome.Sent.class);
        locking.see("it is gone", picture -> Locking.find(picture, "victim").isEmpty());
        assertThat(control.run(signal)).isInstanceOf(SignalOutcome.Gone.class);
    }

    @Test
    void whoMayNotIsToldTheGrant() throws Exception {
        var victim = locking.session("victim", true);
        run(victim, "set session authorization clerk");
        // What counts is the role that logged in, so the clerk needs a session of his own.
        try (var clerk = java.sql.DriverManager.getConnection(pg.url(), "clerk", "x")) {
            run(clerk, "set application_name = 'clerk'");
            clerk.setAutoCommit(false);
            run(clerk, "select 1");
            var seen = locking.named("clerk", "idle in transaction");
            var odd = new SessionControl(Locking.target(pg, "odd\"one", "x"));
            var outcome = odd.run(SessionControl.prepare(seen, Kind.TERMINATE));
            assertThat(outcome).isInstanceOfSatisfying(SignalOutcome.NotAllowed.class, refused -> {
                assertThat(refused.fault()).isInstanceOf(Fault.Denied.class);
                assertThat(refused.fault().remedy()).isEqualTo("GRANT pg_signal_backend TO \"odd\"\"one\";");
            });
            pg.execute("grant pg_signal_backend to \"odd\"\"one\"");
            assertThat(odd.run(SessionControl.prepare(seen, Kind.TERMINATE))).isInstanceOf(SignalOutcome.Sent.class);
            run(locking.session("boss", true), "select 1");
            var boss = SessionControl.prepare(locking.named("boss", "idle in transaction"), Kind.TERMINATE);
            assertThat(odd.run(boss))
                    .isInstanceOfSatisfying(
                            SignalOutcome.NotAllowed.class,
                            refused -> assertThat(refused.fault().remedy()).contains("superuser"));
        }
    }

    @Test
    void whatCannotBeSignalledSaysWhatToDo() throws Exception {
        run(locking.session("victim", true), "select 1");
        var idle = locking.named("victim", "idle in transaction");
        assertThatThrownBy(() -> SessionControl.prepare(idle, Kind.CANCEL))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(e.fault().remedy()).contains("End the session"));
        var prepared = new PgSession(
                0,
                null,
                null,
                idle.xactStart(),
                "u",
                "d",
                "",
                "",
                PgSession.PREPARED,
                "",
                "",
                0,
                "prepare transaction 'x''y'",
                1);
        assertThatThrownBy(() -> SessionControl.prepare(prepared, Kind.TERMINATE))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(e.fault().remedy()).contains("ROLLBACK PREPARED 'x''y';", "database d"));
        var hidden = new PgSession(
                7, null, null, null, "u", "d", "", "", PgSession.HIDDEN, "", "", 0, "<insufficient privilege>", 0);
        assertThatThrownBy(() -> SessionControl.prepare(hidden, Kind.TERMINATE))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        e -> assertThat(e.fault().remedy()).contains("pg_read_all_stats"));
    }
}
