package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.Certificate;
import dev.perfdeck.support.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The machine's Redis behind TLS.
class RedisTlsTest {
    private static Certificate right;
    private static Certificate other;
    private static Servers.Redis redis;
    private static int tlsPort;

    @BeforeAll
    static void start() throws Exception {
        right = Certificate.selfSigned("ip:127.0.0.1");
        other = Certificate.selfSigned("dns:elsewhere.example");
        tlsPort = Servers.freePort();
        redis = Servers.packagedRedis(
                "tls-port " + tlsPort,
                "tls-cert-file " + right.chain(),
                "tls-key-file " + right.key(),
                "tls-ca-cert-file " + right.chain(),
                "tls-auth-clients no");
    }

    @AfterAll
    static void stop() throws Exception {
        redis.close();
        right.close();
        other.close();
    }

    @Test
    void aTrustedCertificateGivesEveryFigure() throws Exception {
        trusting(right, () -> {
            try (var monitor = Watched.redis(url("rediss", tlsPort))) {
                monitor.start();
                until("up", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.UP);
                until("figures", () -> Watched.latest(monitor, Metric.REDIS_MEMORY) > 0);
            }
        });
    }

    @Test
    void anUntrustedCertificateIsRefused() throws Exception {
        assertThat(denied(url("rediss", tlsPort)).reason()).contains("no trusted TLS connection");
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        trusting(
                right,
                () -> assertThat(denied("rediss://localhost:" + tlsPort + "/0").reason())
                        .contains("no trusted TLS connection"));
    }

    @Test
    void tlsToAPlainPortSaysWhichUrlToTry() throws Exception {
        var fault = fault(url("rediss", redis.port()));
        assertThat(fault).isInstanceOf(Fault.TimedOut.class);
        assertThat(fault.summary()).contains("TLS greeting").contains("redis://");
    }

    @Test
    void plainToATlsPortIsADownLampInTime() throws Exception {
        assertThat(fault(url("redis", tlsPort)).summary()).isNotBlank();
    }

    private static Fault.Denied denied(String url) throws Exception {
        var fault = fault(url);
        assertThat(fault).isInstanceOf(Fault.Denied.class);
        return (Fault.Denied) fault;
    }

    private static Fault fault(String url) throws Exception {
        var clock = new HandClock();
        try (var monitor = Watched.redis(url, clock)) {
            monitor.start();
            clock.beat();
            until("refused", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.DOWN);
            assertThat(monitor.errors()).isZero();
            return Watched.fault(monitor, Source.REDIS);
        }
    }

    private interface Body {
        void run() throws Exception;
    }

    /// Authorities for Redis are those of the Java that runs the console.
    private static void trusting(Certificate certificate, Body body) throws Exception {
        System.setProperty("javax.net.ssl.trustStore", certificate.store().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", Certificate.PASSWORD);
        try {
            body.run();
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static String url(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + "/0";
    }
}
