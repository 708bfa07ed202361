package dev.perfdeck.api;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// All open connections: at most 64. When another caller comes, the one that has been silent longest gives up its
/// place, so that callers who open sockets and say nothing keep nobody out.
final class Connections {
    static final int MOST = 64;
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final Gate gate;
    private final Routes routes;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST);

    Connections(Gate gate, Routes routes) {
        this.gate = gate;
        this.routes = routes;
    }

    /// Accepts until the socket is closed.
    void acceptFrom(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                admit(server.accept());
            } catch (IOException _) {
                pauseUnlessClosed(server);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void admit(Socket socket) throws IOException, InterruptedException {
        while (!places.tryAcquire()) {
            Optional<Connection> silent = longestSilent();
            if (silent.isEmpty()) {
                try (socket) {
                    socket.getOutputStream().write(Wire.bytes(busy(), false, false));
                }
                return;
            }
            open.remove(silent.get());
            silent.get().close();
            if (places.tryAcquire(1, java.util.concurrent.TimeUnit.SECONDS)) {
                break;
            }
        }
        var connection = new Connection(socket, gate, routes);
        open.add(connection);
        Thread.ofVirtual().name("api connection").start(() -> run(connection));
    }

    private void run(Connection connection) {
        try {
            connection.run();
        } finally {
            open.remove(connection);
            places.release();
        }
    }

    private static Answer busy() {
        return Problem.of(503, "too many requests are being answered").closing();
    }

    private Optional<Connection> longestSilent() {
        long now = System.nanoTime();
        return open.stream()
                .filter(Connection::mayBeGivenUp)
                .max(Comparator.comparingLong(connection -> connection.rank(now)));
    }

    /// Closes what is overdue, until interrupted.
    void sweep() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(SWEEP);
                long now = System.nanoTime();
                open.stream().filter(connection -> connection.isOverdue(now)).forEach(Connection::close);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    int size() {
        return MOST - places.availablePermits();
    }

    void closeAll() {
        open.forEach(Connection::close);
    }

    /// Out of file descriptors, say: accepting again at once would only burn a core.
    private static void pauseUnlessClosed(ServerSocket server) {
        if (!server.isClosed()) {
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
