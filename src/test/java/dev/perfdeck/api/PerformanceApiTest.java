package dev.perfdeck.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.app.FixedConsole;
import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceApiTest {
    private static final String STATUS = "/api/v1/performance/optimization/status";
    private static final String RESET = "/api/v1/performance/cache/reset-stats";

    private final FixedConsole console = new FixedConsole();
    private final PerformanceApi api = PerformanceApi.start(0, () -> new Secret(FixedConsole.TOKEN), console);
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        api.close();
    }

    private String ask(String method, String path, String... headers) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n" + lines(headers)
                + "\r\n");
    }

    private String send(String request) throws IOException {
        String answer = RawClient.send(api.port(), request.replace("PORT", Integer.toString(api.port())));
        assertThat(answer).doesNotContainIgnoringCase("access-control-");
        return answer;
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    @Test
    void theShapesAreThoseOfTheirDescription() throws IOException {
        assertThat(RawClient.body(ask("GET", STATUS)))
                .isEqualTo("{\"timestamp\":\"2025-11-26T10:30:00Z\",\"api_p95_target_ms\":5000,"
                        + "\"api_p95_current_ms\":245.5,\"api_p95_meets_target\":true,"
                        + "\"cache_hit_rate_target\":60.0,\"cache_hit_rate_current\":72.5,\"cache_meets_target\":true,"
                        + "\"db_indexes_applied\":true,\"overall_status\":\"✅ All targets met\"}");
        assertThat(RawClient.body(ask("GET", "/api/v1/performance/cache/stats")))
                .isEqualTo("{\"hits\":1250,\"misses\":480,\"sets\":520,\"deletes\":45,\"total_requests\":1730,"
                        + "\"hit_rate_percent\":72.25,\"is_connected\":true,\"target_hit_rate\":60.0,"
                        + "\"meets_target\":true}");
        assertThat(RawClient.body(ask("GET", "/api/v1/performance/query/stats")))
                .isEqualTo("{\"total_queries\":1200,\"slow_queries\":3,\"slow_threshold_ms\":1000,\"queries\":["
                        + "{\"name\":\"list_workflows\",\"count\":900,\"errors\":0,\"mean_ms\":12.1,\"p50_ms\":8.0,"
                        + "\"p95_ms\":40.2,\"p99_ms\":77.0,\"max_ms\":1400.3,\"slow\":3,"
                        + "\"last_slow_at\":\"2025-11-26T10:29:10Z\"}],\"n_plus_one\":[]}");
    }

    @Test
    void noDataIsNull() throws IOException {
        console.status = FixedConsole.status(Double.NaN, Double.POSITIVE_INFINITY, -1);
        console.cache = CacheFigures.NONE;
        assertThat(RawClient.body(ask("GET", STATUS)))
                .contains("\"api_p95_current_ms\":null,\"api_p95_meets_target\":null")
                .contains("\"cache_hit_rate_current\":null")
                .contains("\"db_indexes_applied\":null");
        assertThat(RawClient.body(ask("GET", "/api/v1/performance/cache/stats")))
                .contains("\"hit_rate_percent\":null,\"is_connected\":false")
                .endsWith("\"meets_target\":null}");
    }

    @Test
    void resetsNeedTheTokenAndZeroWhatTheyName() throws IOException {
        String bearer = "Authorization: Bearer " + FixedConsole.TOKEN;
        String answer = ask("POST", RESET, bearer);
        assertThat(RawClient.body(answer)).matches("\\{\"reset\":true,\"timestamp\":\"[0-9T:-]{19}Z\"}");
        assertThat(RawClient.status(ask("POST", "/api/v1/performance/query/reset-stats", bearer)))
                .isEqualTo(200);
        assertThat(console.resets)
                .containsExactly(Set.of(ResetScope.CACHE_COUNTERS), Set.of(ResetScope.QUERY_COUNTERS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X: y",
                "Authorization: Bearer",
                "Authorization: Bearer x",
                "Authorization: Basic " + FixedConsole.TOKEN,
                "Authorization: Bearer " + FixedConsole.TOKEN + "x",
                "Authorization: " + FixedConsole.TOKEN,
                "Authorization: Bearer " + FixedConsole.TOKEN + "\r\nAuthorization: Bearer " + FixedConsole.TOKEN
            })
    void noOtherTokenWillDo(String header) throws IOException {
        String answer = ask("POST", RESET, header);
        assertThat(RawClient.status(answer)).isEqualTo(401);
        assertThat(answer).contains("WWW-Authenticate: Bearer").doesNotContain(FixedConsole.TOKEN);
        assertThat(console.resets).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example, 421",
        "Host: 127.0.0.1:1, 421",
        "Host: 127.0.0.1, 421",
        "X: no host, 421",
        "Host: 127.0.0.1.:PORT, 421",
        "Host: localhost.:PORT, 421",
        "Host: 127.0.0.1.nip.io:PORT, 421",
        "Host: LOCALHOST:PORT, 200",
        "Host: [::1]:PORT, 200",
        "Host: localhost:PORT, 200",
        "Host: 0.0.0.0:PORT, 421"
    })
    void onlyLoopbackNamesAreServed(String host, int status) throws IOException {
        String answer = send("GET " + STATUS + " HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
        assertThat(RawClient.status(answer)).isEqualTo(status);
    }

    @Test
    void twoHostsAreRefused() throws IOException {
        assertThat(RawClient.status(ask("GET", STATUS, "Host: 127.0.0.1:PORT"))).isEqualTo(421);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin: null, 403",
        "Origin: http://127.0.0.1:PORT, 403",
        "Sec-Fetch-Site: cross-site, 403",
        "Sec-Fetch-Site: same-site, 403",
        "Sec-Fetch-Site: none, 200"
    })
    void webPagesAreRefused(String header, int status) throws IOException {
        assertThat(RawClient.status(ask("GET", STATUS, header))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, " + RESET + ", 405",
        "GET, " + RESET + ", 405",
        "TRACE, " + STATUS + ", 405",
        "PUT, " + STATUS + ", 405",
        "get, " + STATUS + ", 405",
        "HEAD, " + STATUS + ", 200",
        "POST, " + STATUS + ", 405",
        "GET, /, 404",
        "GET, /api/v1/performance/../performance/cache/stats, 404",
        "GET, /api/v1/performance/%63ache/stats, 404",
        "GET, /api/v1/performance/cache/stats%00, 404",
        "GET, //api/v1/performance/cache/stats, 404",
        "GET, /api/v1/performance/cache/stats;x, 404",
        "GET, " + STATUS + "?x=1, 200",
        "GET, " + STATUS + "?token=x, 400",
        "GET, http://evil.example/, 400",
        "GET, *, 400",
        "GET, /metrics, 200"
    })
    void methodsAndPathsAreTakenAsTheyAre(String method, String path, int status) throws IOException {
        String answer = ask(method, path);
        assertThat(RawClient.status(answer)).isEqualTo(status);
        if (status == 405) {
            assertThat(answer).containsPattern("Allow: (GET, HEAD|POST)\r\n");
        }
        if (status >= 400) {
            assertThat(answer)
                    .contains("Content-Type: application/problem+json")
                    .contains("\"status\":" + status);
        }
        if (method.equals("HEAD")) {
            assertThat(RawClient.body(answer)).isEmpty();
            assertThat(answer).doesNotContain("Content-Length: 0");
        }
    }

    @Test
    void aFormIsRefused() throws IOException {
        assertThat(RawClient.status(ask("POST", RESET, "Content-Type: text/plain", "Content-Length: 0")))
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\nHost: 127.0.0.1:PORT\r\n\r\n",
                "GET /\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\nHost: 127.0.0.1:PORT\n\n",
                "GET / HTTP/1.1\r\nHost : 127.0.0.1:PORT\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: a\r\n folded\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: +3\r\n\r\nabc",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
            })
    void whatIsNoRequestIsAnsweredOnceAndClosed(String bytes) throws IOException {
        String answer = send(bytes);
        assertThat(RawClient.status(answer)).isEqualTo(400);
        assertThat(answer).contains("Connection: close").doesNotContain("HTTP/1.1 404");
    }

    @Test
    void tooMuchIsRefused() throws IOException {
        String start = "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n";
        assertThat(RawClient.status(send(start + "A: b\r\n".repeat(201) + "\r\n")))
                .isEqualTo(431);
        assertThat(RawClient.status(send(start + "A: " + "b".repeat(400_000) + "\r\n\r\n")))
                .isEqualTo(431);
        assertThat(RawClient.status(send("GET /" + "b".repeat(20_000) + " HTTP/1.1\r\n\r\n")))
                .isEqualTo(414);
        assertThat(RawClient.status(send(start + "Content-Length: 100000000\r\n\r\nxxx")))
                .isEqualTo(413);
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        assertThat(RawClient.status(send(start + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(3))))
                .isEqualTo(413);
    }

    @Test
    void requestsMayFollowEachOtherOnOneConnection() throws IOException {
        String one = "GET " + STATUS + " HTTP/1.1\r\nHost: localhost:PORT\r\n";
        String answer = send(one + "\r\n" + one + "Connection: close\r\n\r\n");
        assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void silentAndHalfOpenCallersKeepNobodyOut() throws IOException {
        for (int i = 0; i < 200; i++) {
            var socket = new Socket("127.0.0.1", api.port());
            sockets.add(socket);
            if (i % 4 == 0) {
                socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.UTF_8));
            }
        }
        for (int i = 0; i < 100; i++) {
            assertThat(RawClient.status(ask("GET", STATUS))).isEqualTo(200);
            assertThat(api.connections()).isLessThanOrEqualTo(64);
        }
    }

    @Test
    void failuresOfOthersDoNotHoldARightTokenBack() throws IOException {
        for (int i = 0; i < 6; i++) {
            assertThat(RawClient.status(ask("POST", RESET))).isEqualTo(401);
        }
        assertThat(RawClient.status(ask("POST", RESET, "Authorization: Bearer " + FixedConsole.TOKEN)))
                .isEqualTo(200);
    }

    @Test
    void aFaultIsAProblemWithItsRemedy() throws IOException {
        console.failure = Optional.of(new FaultException(new Fault.Unreachable(Source.REDIS, "h:1", "refused")));
        String answer = ask("POST", RESET, "Authorization: Bearer " + FixedConsole.TOKEN);
        assertThat(RawClient.status(answer)).isEqualTo(503);
        assertThat(RawClient.body(answer))
                .contains("\"detail\":\"Redis at h:1 cannot be reached: refused\",\"remedy\":");
    }

    @Test
    void metricsAreInTheTextFormat() throws IOException {
        String answer = ask("GET", "/metrics");
        assertThat(answer).contains("Content-Type: text/plain; version=0.0.4");
        assertThat(RawClient.body(answer).lines())
                .contains("# TYPE perfdeck_api_p95_seconds gauge", "perfdeck_api_p95_seconds 0.2455")
                .contains("# TYPE perfdeck_cache_hits_total counter", "perfdeck_cache_hits_total 1250")
                .contains("perfdeck_query_duration_seconds_count{name=\"list_workflows\"} 900")
                .contains("perfdeck_source_up{source=\"postgresql\"} 1")
                .allMatch(line -> line.matches("# (HELP|TYPE) .+|[a-z0-9_]+(\\{.*})? [0-9.E-]+"));
    }

    @Test
    void aTakenPortIsSaidWithItsRemedy() {
        assertThatThrownBy(() -> PerformanceApi.start(api.port(), console::apiToken, console))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("api.port: port " + api.port() + " on 127.0.0.1 is taken");
    }
}
