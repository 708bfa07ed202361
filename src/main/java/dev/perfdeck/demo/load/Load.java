package dev.perfdeck.demo.load;

import dev.perfdeck.demo.data.Scale;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/// The users of the demo. Some browse at their own pace; and every so often a team opens its dashboards at once, which
/// is when a missing index hurts. Closed loop: a user waits for an answer before the next request, and no wave begins
/// before the last one has ended and the servers have had a rest, so a slow machine is never buried.
public final class Load implements AutoCloseable {
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(1);
    private static final int BROWSERS = 24;
    private static final double THINK_SECONDS = 1.6;
    private static final int DASHBOARDS = 70;
    private static final Duration WAVE_EVERY = Duration.ofSeconds(45);
    private static final Duration REST = Duration.ofSeconds(25);
    /// Nobody clicks in the same millisecond.
    private static final Duration WAVE_SPREAD = Duration.ofMillis(1500);

    /// How often browsing users make which request, in percent.
    private static final List<Call> BROWSING = new Mix()
            .with(42, Call.DETAIL)
            .with(20, Call.LIST)
            .with(20, Call.EXECUTION)
            .with(11, Call.STATS)
            .with(1, Call.WORKFLOW_EXECUTIONS)
            .with(1, Call.CHECKPOINTS)
            .with(1, Call.SET_STATUS)
            .with(1, Call.START)
            .with(2, Call.CREATORS)
            .with(1, Call.PINNED)
            .calls();

    private static final List<Call> DASHBOARD = List.of(
            Call.DETAIL,
            Call.STATS,
            Call.LIST,
            Call.EXECUTIONS_IN_RANGE,
            Call.SEARCH,
            Call.AUDIT,
            Call.WORKFLOW_EXECUTIONS,
            Call.CHECKPOINTS);

    private final TrafficFeed feed = new TrafficFeed();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final OkHttpClient client;
    private final Visitor visitor;

    /// Begins at once.
    public Load(URI backend, Scale scale) {
        client = new OkHttpClient.Builder()
                .connectTimeout(ANSWER_PATIENCE)
                .readTimeout(ANSWER_PATIENCE)
                .writeTimeout(ANSWER_PATIENCE)
                .connectionPool(new ConnectionPool(BROWSERS, 1, TimeUnit.MINUTES))
                .build();
        visitor = new Visitor(client, backend, scale, feed);
        for (int i = 0; i < BROWSERS; i++) {
            var random = new SplittableRandom(i);
            users.execute(() -> browse(random));
        }
        users.execute(() -> surge(new SplittableRandom(BROWSERS)));
    }

    public TrafficFeed feed() {
        return feed;
    }

    @Override
    public void close() {
        closed.countDown();
        users.shutdownNow();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        users.close();
    }

    private void browse(SplittableRandom random) {
        while (pause(Duration.ofMillis((long) (-Math.log(1 - random.nextDouble()) * THINK_SECONDS * 1000)))) {
            visitor.visit(BROWSING.get(random.nextInt(BROWSING.size())), random);
        }
    }

    private void surge(SplittableRandom random) {
        var wait = Duration.ofSeconds(1);
        while (pause(wait)) {
            long start = System.nanoTime();
            wave(random);
            var left = WAVE_EVERY.minusNanos(System.nanoTime() - start);
            wait = left.compareTo(REST) < 0 ? REST : left;
        }
    }

    /// Returns when the last answer is there.
    private void wave(SplittableRandom random) {
        try (var visits = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < DASHBOARDS; i++) {
                var delay = Duration.ofMillis(random.nextLong(WAVE_SPREAD.toMillis()));
                for (var call : DASHBOARD) {
                    var own = random.split();
                    visits.execute(() -> visitAfter(delay, call, own));
                }
            }
        }
    }

    private void visitAfter(Duration delay, Call call, SplittableRandom random) {
        if (pause(delay)) {
            visitor.visit(call, random);
        }
    }

    /// @return whether to go on
    private boolean pause(Duration duration) {
        try {
            return !closed.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
