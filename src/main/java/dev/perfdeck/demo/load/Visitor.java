package dev.perfdeck.demo.load;

import dev.perfdeck.demo.data.Scale;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/// Makes one request of a kind, with keys as users choose them, waits for the whole answer and hands in its time.
/// Safe on any thread.
final class Visitor {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final List<String> STATUSES = List.of("active", "active", "active", "draft", "paused", "archived");
    private static final List<String> GOODS =
            List.of("invoice", "payroll", "inventory", "customer", "shipment", "ledger", "returns");
    private static final List<String> STATS =
            List.of("workflows_by_status", "executions_by_status", "busiest_workflows");
    private static final long SPREAD = 48_271;
    private static final int PINNED = 12;
    private static final int HISTORY_DAYS = 90;

    private final OkHttpClient client;
    private final URI backend;
    private final Scale scale;
    private final TrafficFeed feed;
    private final Zipf popular;
    private final Zipf pages = new Zipf(6, 2);

    Visitor(OkHttpClient client, URI backend, Scale scale, TrafficFeed feed) {
        this.client = client;
        this.backend = backend;
        this.scale = scale;
        this.feed = feed;
        this.popular = new Zipf((int) Math.min(scale.workflows(), 600), 1.3);
    }

    void visit(Call call, RandomGenerator random) {
        var request = new Request.Builder().url(backend + "/api/v1" + path(call, random));
        var body = body(call, random);
        if (body != null) {
            request.post(RequestBody.create(body, JSON));
        }
        long start = System.nanoTime();
        try (var response = client.newCall(request.build()).execute()) {
            var _ = response.body().source().readAll(Okio.blackhole());
            if (response.code() < 500) {
                feed.answered(call, System.nanoTime() - start);
            } else {
                feed.failed(call);
            }
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                feed.failed(call);
            }
        } catch (Exception e) {
            left(e);
        }
    }

    /// OkHttp, being Kotlin, throws [InterruptedException] without declaring it: the user has left.
    private static void left(Exception e) {
        if (e instanceof RuntimeException bug) {
            throw bug;
        }
        Thread.currentThread().interrupt();
    }

    private String path(Call call, RandomGenerator random) {
        return switch (call) {
            case LIST -> "/workflows?status=" + one(STATUSES, random) + "&page=" + pages.next(random);
            case DETAIL -> "/workflows/" + popular(scale.workflows(), random);
            case CREATORS -> "/workflows/creators?status=" + one(STATUSES, random) + "&page=" + pages.next(random);
            case PINNED -> "/workflows/pinned?ids=" + pinned(random);
            case SEARCH -> "/workflows/search?name=" + encode(search(random));
            case WORKFLOW_EXECUTIONS ->
                "/workflows/" + random.nextLong(1, scale.workflows() + 1) + "/executions?status=failed";
            case EXECUTIONS_IN_RANGE -> "/executions?" + range(random);
            case EXECUTION -> "/executions/" + popular(scale.executions(), random);
            case CHECKPOINTS -> "/executions/" + random.nextLong(1, scale.executions() + 1) + "/checkpoints";
            case AUDIT -> "/users/" + random.nextLong(1, scale.users() + 1) + "/audit";
            case STATS -> "/stats/" + one(STATS, random);
            case SET_STATUS -> "/workflows/" + popular(scale.workflows(), random) + "/status";
            case START -> "/workflows/" + popular(scale.workflows(), random) + "/executions";
        };
    }

    private static @Nullable String body(Call call, RandomGenerator random) {
        return switch (call) {
            case SET_STATUS -> "{\"status\":\"" + one(STATUSES, random) + "\"}";
            case START -> "{}";
            case LIST,
                    DETAIL,
                    CREATORS,
                    PINNED,
                    SEARCH,
                    WORKFLOW_EXECUTIONS,
                    EXECUTIONS_IN_RANGE,
                    EXECUTION,
                    CHECKPOINTS,
                    AUDIT,
                    STATS -> null;
        };
    }

    /// Popular ranks lie all over the table, as they do in life.
    private long popular(long rows, RandomGenerator random) {
        return 1 + popular.next(random) * SPREAD % rows;
    }

    private String pinned(RandomGenerator random) {
        return LongStream.range(0, PINNED)
                .map(_ -> popular(scale.workflows(), random))
                .distinct()
                .mapToObj(Long::toString)
                .collect(Collectors.joining(","));
    }

    /// A person types a word and the beginning of an identifier.
    private static String search(RandomGenerator random) {
        return one(GOODS, random) + " import " + Integer.toHexString(random.nextInt(16, 256));
    }

    private static String range(RandomGenerator random) {
        var from = Instant.now().minus(Duration.ofMinutes(random.nextLong(60, HISTORY_DAYS * 24 * 60L)));
        return "from=" + from + "&to=" + from.plus(Duration.ofMinutes(15));
    }

    private static String one(List<String> choices, RandomGenerator random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
