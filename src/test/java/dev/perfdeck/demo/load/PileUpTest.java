package dev.perfdeck.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.Servers;
import dev.perfdeck.support.Until;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PileUpTest {
    private static final String BLOCKED = "select count(*) from pg_stat_activity"
            + " where application_name = 'workflow-status' and cardinality(pg_blocking_pids(pid)) > 0";
    private static final String ROOT = "select count(*) from pg_stat_activity"
            + " where application_name = 'nightly-import' and state = 'idle in transaction'";

    @Test
    void sessionsQueueUpBehindOneThatIsIdleAndItEnds() throws Exception {
        try (var server = Servers.postgres18()) {
            server.execute(
                    "create table workflows (id bigint primary key, updated_at timestamptz)",
                    "insert into workflows values (7, null)");
            var source = new PGSimpleDataSource();
            source.setUrl(server.url());
            source.setUser("postgres");
            source.setPassword(server.password());
            var often = Duration.ofMillis(50);
            try (var _ = new PileUp(source, 7, often, Duration.ofMinutes(5))) {
                Until.until("they are blocked", () -> server.ask(BLOCKED).equals(String.valueOf(PileUp.WAITERS)));
                assertThat(server.ask(ROOT)).isEqualTo("1");
            }
            assertThat(
                            server.ask(
                                    "select count(*) from pg_locks where relation = 'workflows'::regclass and pid <> pg_backend_pid()"))
                    .isEqualTo("0");
            assertThat(server.ask("select updated_at is not null from workflows"))
                    .isEqualTo("t");
        }
    }
}
