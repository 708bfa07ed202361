package dev.perfdeck.core.target;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/// The line to HTTP endpoints: bodies capped, one deadline for the whole call.
///
/// Safe on any thread; [#get] blocks. [#close] ends its connections.
public final class HttpTarget implements AutoCloseable {
    private static final long LONGEST_BODY = 1 << 20;

    private final Duration timeout;
    private final OkHttpClient client;

    public HttpTarget(Duration timeout) {
        this.timeout = timeout;
        this.client = new OkHttpClient.Builder()
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .retryOnConnectionFailure(true)
                .followRedirects(false)
                .build();
    }

    /// @param micros from sending the request to the last byte of the body
    public record Reply(int status, String body, long micros) {
        public boolean good() {
            return status < 400;
        }
    }

    /// @throws FaultException when no answer came; an answer with an error status is an answer
    public Reply get(URI uri) {
        return call(uri, request(uri).build());
    }

    /// An empty `POST` that bears a token.
    ///
    /// @throws FaultException when no answer came; an answer with an error status is an answer
    public Reply post(URI uri, Secret bearer) {
        return call(
                uri,
                request(uri)
                        .header("Authorization", "Bearer " + bearer.reveal())
                        .post(RequestBody.EMPTY)
                        .build());
    }

    private static Request.Builder request(URI uri) {
        return new Request.Builder().url(uri.toString()).header("User-Agent", PgTarget.PRODUCT);
    }

    private Reply call(URI uri, Request request) {
        var start = System.nanoTime();
        try (var response = client.newCall(request).execute()) {
            var body = response.peekBody(LONGEST_BODY).string();
            return new Reply(response.code(), body, (System.nanoTime() - start) / 1_000);
        } catch (IOException e) {
            throw new FaultException(fault(e, uri), e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    private Fault fault(IOException e, URI uri) {
        var address = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        return switch (e) {
            case SSLException tls ->
                new Fault.Denied(
                        Source.ENDPOINTS,
                        address + " has no trusted certificate: " + Words.firstLine(tls.getMessage()),
                        "Check the certificate of the service.");
            case InterruptedIOException _ -> new Fault.TimedOut(Source.ENDPOINTS, uri.getPath(), timeout);
            case UnknownHostException _ -> new Fault.Unreachable(Source.ENDPOINTS, address, "no such host");
            case ConnectException _ -> new Fault.Unreachable(Source.ENDPOINTS, address, "connection refused");
            default -> new Fault.Unreachable(Source.ENDPOINTS, address, Words.firstLine(e.getMessage()));
        };
    }
}
