package dev.perfdeck.bench;

import dev.perfdeck.api.PerformanceApi;
import dev.perfdeck.app.FixedConsole;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The performance API against a raw loopback echo that moves as many bytes, by the same client loop in the same JVM;
/// and its rate with silent callers beside. Prints ratios: medians of nine rounds in ABBA order after
/// a warm-up of both sides, the first discarded.
public final class ApiBench {
    private static final int ROUNDS = 9;
    private static final int REQUESTS = 2000;
    private static final int WARM_UPS = 10;

    private ApiBench() {}

    public static void main(String[] args) throws Exception {
        var console = new FixedConsole();
        try (var api = PerformanceApi.start(0, console::apiToken, console);
                var echo = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            byte[] request = ("GET /api/v1/performance/optimization/status HTTP/1.1\r\nHost: 127.0.0.1:" + api.port()
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            int length = answerLength(api.port(), request);
            Thread.ofVirtual().start(() -> echo(echo, request.length, new byte[length]));
            latency(api.port(), echo.getLocalPort(), request, length);
            rate(api.port(), request, length);
        }
    }

    private static void latency(int api, int echo, byte[] request, int length) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            times(api, request, length);
            times(echo, request, length);
        }
        var ours = new ArrayList<double[]>();
        var raw = new ArrayList<double[]>();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                ours.add(times(api, request, length));
                raw.add(times(echo, request, length));
            } else {
                raw.add(times(echo, request, length));
                ours.add(times(api, request, length));
            }
        }
        ratio("p50 of the API : raw loopback echo (goal <= 2)", ours, raw, 0.50);
        ratio("p99 of the API : raw loopback echo (goal <= 3)", ours, raw, 0.99);
    }

    private static void ratio(String what, List<double[]> ours, List<double[]> raw, double quantile) {
        double[] ratios = new double[ROUNDS - 1];
        for (int i = 1; i < ROUNDS; i++) {
            ratios[i - 1] = at(ours.get(i), quantile) / at(raw.get(i), quantile);
        }
        print(what, ratios);
        System.out.printf(
                Locale.ROOT,
                "    last round: %.1f us against %.1f us%n",
                at(ours.getLast(), quantile) / 1000,
                at(raw.getLast(), quantile) / 1000);
    }

    private static void rate(int port, byte[] request, int length) throws IOException {
        double[] ratios = new double[ROUNDS - 1];
        for (int round = 0; round < ROUNDS; round++) {
            double before = perSecond(port, request, length);
            double beside = besideSilent(port, request, length);
            double after = perSecond(port, request, length);
            if (round > 0) {
                ratios[round - 1] = beside / ((before + after) / 2);
            }
        }
        print("rate beside one half-open and 50 idle callers : alone (goal >= 0.9)", ratios);
    }

    private static double besideSilent(int port, byte[] request, int length) throws IOException {
        var silent = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 51; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
            silent.getFirst().getOutputStream().write(Arrays.copyOf(request, 20));
            return perSecond(port, request, length);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static double perSecond(int port, byte[] request, int length) throws IOException {
        return REQUESTS / (Arrays.stream(times(port, request, length)).sum() / 1e9);
    }

    /// Sorted, in nanoseconds.
    private static double[] times(int port, byte[] request, int length) throws IOException {
        double[] times = new double[REQUESTS];
        byte[] buffer = new byte[length];
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < REQUESTS; i++) {
                long start = System.nanoTime();
                socket.getOutputStream().write(request);
                if (socket.getInputStream().readNBytes(buffer, 0, length) < length) {
                    throw new IOException("the server closed");
                }
                times[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static int answerLength(int port, byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes().length;
        }
    }

    private static void echo(ServerSocket server, int in, byte[] answer) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> echo(socket, in, answer));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void echo(Socket socket, int in, byte[] answer) {
        byte[] buffer = new byte[in];
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream input = socket.getInputStream();
            while (input.readNBytes(buffer, 0, in) == in) {
                socket.getOutputStream().write(answer);
            }
        } catch (IOException _) {
            // the client is done
        }
    }

    private static double at(double[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))];
    }

    private static void print(String what, double[] ratios) {
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f (%.2f to %.2f)%n",
                what,
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }
}
