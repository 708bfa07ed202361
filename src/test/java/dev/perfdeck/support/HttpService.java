package dev.perfdeck.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP server on loopback whose answers the test sets, by path; 404 elsewhere. It can be stopped, started on
/// the
/// same port, and made to hold its answers back.
public final class HttpService implements AutoCloseable {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger served = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int port;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private HttpServer server;

    private record Answer(int status, String body) {}

    public HttpService() throws IOException {
        this.server = launch(0);
        this.port = server.getAddress().getPort();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    public void answer(String path, int status, String body) {
        answers.put(path, new Answer(status, body));
    }

    /// Requests that were answered.
    public int served() {
        return served.get();
    }

    /// Answers nobody until [#release].
    public void hold() {
        gate = new CountDownLatch(1);
    }

    public void release() {
        gate.countDown();
    }

    public void stop() {
        release();
        server.stop(0);
    }

    public void start() throws IOException {
        server = launch(port);
    }

    @Override
    public void close() {
        stop();
        threads.close();
    }

    private HttpServer launch(int on) throws IOException {
        var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
        made.setExecutor(threads);
        made.createContext("/", this::serve);
        made.start();
        return made;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            gate.await();
            var answer = answers.getOrDefault(exchange.getRequestURI().getPath(), new Answer(404, ""));
            var body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            served.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
