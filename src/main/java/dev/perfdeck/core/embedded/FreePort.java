package dev.perfdeck.core.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A loopback port that nobody listens on now.
public final class FreePort {
    private FreePort() {}

    public static int find() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
