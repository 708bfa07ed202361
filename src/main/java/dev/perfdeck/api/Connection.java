package dev.perfdeck.api;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One caller's connection, served on its own virtual thread, request after request. It never waits by itself for a
/// limit: [Connections] closes what is overdue or in the way, which ends any read or write here.
final class Connection implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int LINGER_BYTES = 256 * 1024;

    /// What the connection does now; only `ANSWERING` is never given up for another caller.
    enum Phase {
        IDLE,
        READING,
        HELD_BACK,
        ANSWERING
    }

    private record Stage(Phase phase, long sinceNanos, long deadlineNanos) {}

    private final Socket socket;
    private final Gate gate;
    private final Routes routes;
    private volatile Stage stage = stage(Phase.IDLE, REQUEST);

    Connection(Socket socket, Gate gate, Routes routes) {
        this.socket = socket;
        this.gate = gate;
        this.routes = routes;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 4096);
            boolean open = true;
            while (open) {
                open = serve(in);
            }
        } catch (IOException _) {
            // the caller went away, or was closed for being late: no business of ours
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("a connection of the performance API failed", e);
        }
    }

    private boolean serve(InputStream in) throws IOException, InterruptedException {
        boolean head = false;
        Answer answer;
        boolean keep;
        try {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            stage = stage(Phase.READING, REQUEST);
            Optional<Request> request = new HeadReader(in).read();
            if (request.isEmpty()) {
                return false;
            }
            head = request.get().method().equals("HEAD");
            keep = request.get().keepAlive();
            answer = answer(request.get(), in);
        } catch (Refusal refusal) {
            answer = refusal.answer();
            keep = false;
        }
        stage = stage(Phase.ANSWERING, REQUEST);
        keep &= !answer.last();
        socket.getOutputStream().write(Wire.bytes(answer, head, keep));
        stage = stage(Phase.IDLE, keep ? IDLE : Duration.ofSeconds(1));
        if (!keep) {
            linger(in);
        }
        return keep;
    }

    private Answer answer(Request request, InputStream in) throws IOException, InterruptedException {
        long length = Body.declared(request);
        Optional<Answer> refused = gate.refuse(request);
        if (refused.isPresent()) {
            return refused.get().closing();
        }
        if (length != 0
                && request.first("expect")
                        .filter("100-continue"::equalsIgnoreCase)
                        .isPresent()) {
            socket.getOutputStream().write(Wire.CONTINUE);
        }
        new Body(in).skip(length);
        stage = stage(Phase.ANSWERING, ANSWER);
        return routes.answer(request, this::holdBack);
    }

    private void holdBack(Duration time) throws InterruptedException {
        stage = stage(Phase.HELD_BACK, ANSWER);
        Thread.sleep(time);
    }

    /// Reads on a little, so that closing with unread bytes does not take the answer away from the caller.
    private void linger(InputStream in) throws IOException {
        socket.shutdownOutput();
        byte[] waste = new byte[4096];
        int left = LINGER_BYTES;
        for (int n = in.read(waste); n > 0 && left > 0; n = in.read(waste)) {
            left -= n;
        }
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - stage.deadlineNanos() > 0;
    }

    boolean mayBeGivenUp() {
        return stage.phase() != Phase.ANSWERING;
    }

    /// The longest in its phase goes first; those that say nothing before those that say something.
    long rank(long nowNanos) {
        long waited = nowNanos - stage.sinceNanos();
        return stage.phase() == Phase.IDLE ? waited + Duration.ofDays(1).toNanos() : waited;
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // closed is closed
        }
    }

    private static Stage stage(Phase phase, Duration limit) {
        long now = System.nanoTime();
        return new Stage(phase, now, now + limit.toNanos());
    }
}
