package dev.perfdeck.demo.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A loopback port that nobody listens on now.
final class FreePort {
    private FreePort() {}

    static int find() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
