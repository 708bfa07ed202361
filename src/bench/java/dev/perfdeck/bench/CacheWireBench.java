package dev.perfdeck.bench;

import dev.perfdeck.core.cache.CacheKey;
import dev.perfdeck.support.Servers;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// One GET of the cache service, envelope, JSON and all, beside a GET over a bare socket that reads the same bytes and
/// does nothing with them, and Lettuce's own GET, whose thread both wait for: in turn, call by call, so that whatever
/// else the machine does falls on both alike.
public final class CacheWireBench {
    private static final CacheKey<Payload> KEY = Payload.POLICY.key(Payload.class, 17);
    private static final int CALLS = 20_000;
    private static final int ROUNDS = 7;

    private CacheWireBench() {}

    public static void main(String[] args) throws Exception {
        try (var redis = Servers.packagedRedis();
                var service = CacheBench.open(redis.url(), 0);
                var client = RedisClient.create(redis.url());
                var lettuce = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setTcpNoDelay(true);
            service.blocking().set(KEY, Payload.ONE);
            var bare = new Bare(
                    socket.getOutputStream(),
                    new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                    "app:" + KEY.key());
            double[] half = new double[ROUNDS];
            double[] late = new double[ROUNDS];
            for (int round = -1; round < ROUNDS; round++) {
                long[] ours = new long[CALLS];
                long[] theirs = new long[CALLS];
                long[] between = new long[CALLS];
                for (int i = 0; i < CALLS; i++) {
                    if (i % 2 == 0) {
                        theirs[i] = bare.nanos();
                    }
                    long begun = System.nanoTime();
                    if (service.blocking().get(KEY).isEmpty()) {
                        throw new IllegalStateException("nothing was read");
                    }
                    ours[i] = System.nanoTime() - begun;
                    begun = System.nanoTime();
                    lettuce.async().get("app:" + KEY.key()).get();
                    between[i] = System.nanoTime() - begun;
                    if (i % 2 == 1) {
                        theirs[i] = bare.nanos();
                    }
                }
                Arrays.sort(ours);
                Arrays.sort(theirs);
                Arrays.sort(between);
                if (round >= 0) {
                    half[round] = (double) ours[CALLS / 2] / theirs[CALLS / 2];
                    late[round] = (double) ours[CALLS * 99 / 100] / theirs[CALLS * 99 / 100];
                }
                System.out.printf(
                        Locale.ROOT,
                        "    P50 %.1f us (Lettuce alone %.1f us) : %.1f us, P99 %.1f us (%.1f us) : %.1f us%n",
                        ours[CALLS / 2] / 1e3,
                        between[CALLS / 2] / 1e3,
                        theirs[CALLS / 2] / 1e3,
                        ours[CALLS * 99 / 100] / 1e3,
                        between[CALLS * 99 / 100] / 1e3,
                        theirs[CALLS * 99 / 100] / 1e3);
            }
            System.out.printf(Locale.ROOT, "cache GET : bare socket, P50 (goal <= 1.3): %s%n", Contest.spread(half));
            System.out.printf(Locale.ROOT, "cache GET : bare socket, P99 (goal <= 1.6): %s%n", Contest.spread(late));
        }
    }

    private record Bare(OutputStream out, DataInputStream in, String key) {
        long nanos() throws IOException {
            long begun = System.nanoTime();
            var asked = "*2\r\n$3\r\nGET\r\n$" + key.length() + "\r\n" + key + "\r\n";
            out.write(asked.getBytes(StandardCharsets.US_ASCII));
            int length = 0;
            if (in.read() != '$') {
                throw new IOException("no value");
            }
            for (int c = in.read(); c != '\r'; c = in.read()) {
                length = length * 10 + c - '0';
            }
            in.readFully(new byte[length + 3]);
            return System.nanoTime() - begun;
        }
    }
}
