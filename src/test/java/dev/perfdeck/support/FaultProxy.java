package dev.perfdeck.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A TCP proxy on loopback that misbehaves on demand: swallows bytes without a word, drips them, delays them, resets
/// connections. Counts what passes. Safe on any thread.
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int targetPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesDown = new AtomicLong();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile boolean blackHole;
    private volatile long latencyMillis;
    private volatile int bytesPerSecond;

    public FaultProxy(int targetPort) throws IOException {
        this.targetPort = targetPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("fault proxy").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// Accepts and swallows everything, both ways, and never answers.
    public void blackHole(boolean on) {
        blackHole = on;
    }

    /// Holds every chunk from the server for so long.
    public void latency(long millis) {
        latencyMillis = millis;
    }

    /// Lets the server's bytes through at this rate; 0 for no limit.
    public void drip(int bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// Ends every connection with a reset.
    public void reset() {
        for (var socket : sockets) {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException _) {
                // Closed already.
            }
            close(socket);
        }
    }

    public long bytesFromServer() {
        return bytesDown.get();
    }

    public int connectionsAccepted() {
        return accepted.get();
    }

    public int openSockets() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(this::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                accepted.incrementAndGet();
                var server = new Socket(InetAddress.getLoopbackAddress(), targetPort);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException _) {
                // Nobody behind, or closed: the next accept tells.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean down) {
        var buffer = new byte[8_192];
        try {
            while (true) {
                var wish = down && bytesPerSecond > 0 ? Math.max(1, bytesPerSecond / 20) : buffer.length;
                var read = from.getInputStream().read(buffer, 0, wish);
                if (read < 0) {
                    break;
                }
                if (down) {
                    slow();
                    bytesDown.addAndGet(read);
                }
                if (!blackHole) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException | InterruptedException _) {
            // One side is gone: so is the other.
        }
        close(from);
        close(to);
    }

    private void slow() throws InterruptedException {
        if (latencyMillis > 0) {
            Thread.sleep(latencyMillis);
        }
        if (bytesPerSecond > 0) {
            Thread.sleep(50);
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // Gone either way.
        }
    }
}
