package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.Certificate;
import dev.perfdeck.support.PackagedPg;
import dev.perfdeck.support.PgServer;
import dev.perfdeck.support.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// PostgreSQL behind TLS: asked for, verified, and refused for each reason there is.
class PgTlsTest {
    private static final String ENCRYPTED =
            "select count(*) from pg_stat_ssl join pg_stat_activity using (pid) where ssl and application_name like"
                    + " 'perfdeck/% sampler'";

    private static PackagedPg pg;
    private static PgServer plain;
    private static Certificate right;
    private static Certificate other;

    @BeforeAll
    static void start() throws Exception {
        right = Certificate.selfSigned("ip:127.0.0.1");
        other = Certificate.selfSigned("ip:127.0.0.1");
        plain = Servers.postgres18();
        pg = Servers.packagedPostgres();
        pg.execute("create extension pg_stat_statements");
        pg.encrypt(right);
        until("speaks TLS", () -> pg.ask("show ssl").equals("on"));
    }

    @AfterAll
    static void stop() throws Exception {
        pg.close();
        plain.close();
        right.close();
        other.close();
    }

    @Test
    void anEncryptedAndAVerifiedLineWork() throws Exception {
        works("sslmode=require");
        works("sslmode=verify-ca&sslrootcert=" + right.chain());
        works("sslmode=verify-full&sslrootcert=" + right.chain());
    }

    private static void works(String parameters) throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.postgres(pg.url() + "?" + parameters, "postgres", pg.password(), clock)) {
            monitor.start();
            clock.beat();
            until("up with " + parameters, () -> Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.UP);
            assertThat(pg.ask(ENCRYPTED)).isEqualTo("1");
        }
        until("its session is gone", () -> pg.ask(ENCRYPTED).equals("0"));
    }

    @Test
    void anUnknownAuthorityIsRefusedOnceAndNothingIsSentInTheClear() throws Exception {
        var fault = fault(pg, "sslmode=verify-full&sslrootcert=" + other.chain());
        assertThat(fault.reason()).contains("no trusted TLS connection");
        assertThat(fault.remedy()).contains("sslrootcert");
        assertThat(pg.ask("select count(*) from pg_stat_activity where application_name like 'perfdeck/%'"))
                .isEqualTo("0");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        var url = pg.url().replace("127.0.0.1", "localhost");
        var fault = fault(url + "?sslmode=verify-full&sslrootcert=" + right.chain());
        assertThat(fault.reason()).contains("no trusted TLS connection").contains("localhost");
    }

    @Test
    void aMissingFileOfAuthoritiesIsNamed() throws Exception {
        var missing = Path.of("/nowhere/root.crt");
        var fault = fault(pg, "sslmode=verify-full&sslrootcert=" + missing);
        assertThat(fault.reason()).contains(missing.toString());
        assertThat(fault.remedy()).contains("sslrootcert");
    }

    @Test
    void aServerWithoutTlsIsRefused() throws Exception {
        assertThat(fault(plain, "sslmode=require").remedy()).contains("sslmode");
    }

    @Test
    void aMissingPasswordIsARefusalAndNotASilentServer() throws Exception {
        try (var monitor = Watched.withoutPassword(pg.url(), "postgres")) {
            monitor.start();
            until("refused", () -> Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.DOWN);
            assertThat(Watched.fault(monitor, Source.POSTGRESQL)).isInstanceOf(Fault.PasswordWanted.class);
            assertThat(Watched.fault(monitor, Source.POSTGRESQL).remedy()).contains("PERFDECK_DATABASE_PASSWORD");
        }
    }

    private static Fault.Denied fault(PgServer server, String parameters) throws Exception {
        return fault(server.url() + "?" + parameters);
    }

    private static Fault.Denied fault(String url) throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.postgres(url, "postgres", "first", clock)) {
            monitor.start();
            clock.beat();
            until("refused", () -> Watched.lamp(monitor, Source.POSTGRESQL) == Lamp.DOWN);
            var fault = Watched.fault(monitor, Source.POSTGRESQL);
            assertThat(fault).isInstanceOf(Fault.Denied.class);
            return (Fault.Denied) fault;
        }
    }
}
