package dev.perfdeck.api;

import dev.perfdeck.app.Console;
import dev.perfdeck.app.RunningApi;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The performance API over HTTP/1.1, on 127.0.0.1 and, where that is free, [::1]; never on another address. Virtual
/// threads do all the work; none of them keeps the process alive.
///
/// It has its own small server because the JDK's cannot keep its promise: that one turns new callers away while 64
/// sockets stay silent, accepts any `HTTP/x.y` and bare line feeds, and takes its limits from properties of the JVM.
public final class PerformanceApi implements RunningApi {
    private static final int BACKLOG = 128;

    private final List<ServerSocket> listeners;
    private final Connections connections;
    private final List<Thread> threads = new ArrayList<>();

    private PerformanceApi(List<ServerSocket> listeners, Connections connections) {
        this.listeners = listeners;
        this.connections = connections;
    }

    /// Listens when it returns.
    ///
    /// @param port  0 for any free one
    /// @param token asked at every request that needs it
    /// @throws FaultException when the port is taken
    public static PerformanceApi start(int port, Supplier<Secret> token, Console console) throws FaultException {
        List<ServerSocket> listeners = listen(port);
        int real = listeners.getFirst().getLocalPort();
        var routes = new Routes(console, new Bearer(token, System::nanoTime), Clock.systemUTC());
        var api = new PerformanceApi(listeners, new Connections(new Gate(real), routes));
        api.run();
        return api;
    }

    private void run() {
        for (ServerSocket listener : listeners) {
            threads.add(Thread.ofVirtual().name("api accept").start(() -> connections.acceptFrom(listener)));
        }
        threads.add(Thread.ofVirtual().name("api sweep").start(connections::sweep));
    }

    private static List<ServerSocket> listen(int port) {
        var listeners = new ArrayList<ServerSocket>();
        try {
            listeners.add(bound(new byte[] {127, 0, 0, 1}, port));
        } catch (IOException e) {
            throw new FaultException(
                    new Fault.Rejected(
                            "api.port",
                            "port " + port + " on 127.0.0.1 is taken by another program, perhaps another Perfdeck",
                            "Set another port under [api], or port = 0 for any free one (PERFDECK_API_PORT=0)."),
                    e);
        }
        try {
            byte[] six = new byte[16];
            six[15] = 1;
            listeners.add(bound(six, listeners.getFirst().getLocalPort()));
        } catch (IOException _) {
            // no IPv6 on this machine, or the port is taken there: 127.0.0.1 is enough
        }
        return listeners;
    }

    private static ServerSocket bound(byte[] address, int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    public int port() {
        return listeners.getFirst().getLocalPort();
    }

    /// Open connections, at most 64.
    public int connections() {
        return connections.size();
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:" + port() + Routes.BASE);
    }

    @Override
    public void close() {
        for (ServerSocket listener : listeners) {
            try {
                listener.close();
            } catch (IOException _) {
                // closed is closed
            }
        }
        threads.forEach(Thread::interrupt);
        connections.closeAll();
    }
}
