package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.SlowCommand;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ArrayOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to Redis and what its server understands. Throws faults only; belongs to one poll at a time, except
/// [#close].
final class RedisSession implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisSession.class);

    /// The sections that hold what is read; everything else would only cost the server time.
    private static final List<String> SECTIONS =
            List.of("server", "clients", "memory", "stats", "replication", "cluster", "keyspace");

    private static final int SEVERAL_SECTIONS = 7;
    private static final int LATENCIES = 7;
    private static final int SLOW_SHOWN = 32;

    /// Lettuce has no word for this command.
    private static final ProtocolKeyword LATENCY = () -> "LATENCY".getBytes(StandardCharsets.US_ASCII);

    private final RedisTarget target;
    private final StatefulRedisConnection<String, String> connection;
    private final String version;
    private boolean tellsLatencies;
    private boolean tellsSlow = true;
    private boolean tellsNodes = true;
    private int sent;

    /// Where the statistics lie, when that is another node of the cluster.
    private volatile @Nullable StatefulRedisConnection<String, String> elsewhere;

    RedisSession(RedisTarget target) {
        this.target = target;
        this.connection = target.open();
        try {
            this.version = RedisInfo.parse(await(info("server"))).text("redis_version");
            this.tellsLatencies = major() >= LATENCIES;
            keepOutOfTheWay();
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /// @param statistics of the application's cache; empty where it keeps none
    /// @param own        commands of this session since the last time
    /// @param here       whether this server was asked for the statistics, and so counted that as a hit or a miss
    record Answers(RedisInfo info, Map<String, String> statistics, int own, boolean here) {
        /// Of those that the server counted since the last time.
        int ownHits() {
            return here && !statistics.isEmpty() ? 1 : 0;
        }

        int ownMisses() {
            return here && statistics.isEmpty() ? 1 : 0;
        }
    }

    String version() {
        return version;
    }

    boolean open() {
        return connection.isOpen();
    }

    /// Both questions of a tick, in one round trip.
    Answers ask(String statisticsKey) {
        var own = sent;
        sent = 1;
        var replies = new ArrayList<RedisFuture<String>>();
        if (major() >= SEVERAL_SECTIONS) {
            replies.add(info(SECTIONS.toArray(String[]::new)));
        } else {
            SECTIONS.forEach(section -> replies.add(info(section)));
        }
        var other = elsewhere;
        var on = other == null ? connection : other;
        var statistics = on.async().hgetall(statisticsKey);
        var text = replies.stream().map(this::await).collect(Collectors.joining("\n"));
        var found = other == null ? present(statistics) : away(other, statistics);
        return new Answers(RedisInfo.parse(text), found, own, other == null && elsewhere == null);
    }

    /// What another node keeps; nothing when it does not answer, which is no fault of the one that is watched.
    private Map<String, String> away(
            StatefulRedisConnection<String, String> node, RedisFuture<Map<String, String>> reply) {
        try {
            return present(reply);
        } catch (RuntimeException e) {
            elsewhere = null;
            var _ = node.closeAsync();
            return Map.of();
        }
    }

    /// In a cluster another node may keep them: the next question goes there.
    private void follow(RedisException answer) {
        var before = elsewhere;
        try {
            elsewhere = target.follow(answer).orElse(null);
        } catch (RuntimeException e) {
            log.debug("the node that keeps the statistics cannot be reached: {}", e.getMessage());
            elsewhere = null;
        }
        if (before != null) {
            var _ = before.closeAsync();
        }
    }

    /// Calls and time of every command; dear where many commands are in use, so asked seldom.
    RedisInfo commands() {
        return RedisInfo.parse(await(info("commandstats")));
    }

    /// What the server measured of every command; empty where it does not (before 7.0) or this user may not ask: then
    /// this session does not ask again.
    Optional<CommandLatencies> latencies() {
        if (!tellsLatencies) {
            return Optional.empty();
        }
        sent++;
        var arguments = new CommandArgs<>(StringCodec.UTF8).add("HISTOGRAM");
        var reply = connection.async().dispatch(LATENCY, new ArrayOutput<>(StringCodec.UTF8), arguments);
        try {
            return Optional.of(
                    CommandLatencies.parse(reply.get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RedisCommandExecutionException)) {
                throw target.fault(e);
            }
            tellsLatencies = false;
            return Optional.empty();
        } catch (InterruptedException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    /// The nodes as this one sees them; none where this user may not ask: then this session does not ask again.
    List<RedisNode> clusterNodes() {
        if (!tellsNodes) {
            return List.of();
        }
        sent++;
        try {
            return ClusterNodes.parse(
                    connection.async().clusterNodes().get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RedisCommandExecutionException)) {
                throw target.fault(e);
            }
            tellsNodes = false;
            return List.of();
        } catch (InterruptedException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    /// The newest entries of SLOWLOG; none where this user may not ask: then this session does not ask again.
    List<SlowCommand> slowCommands() {
        if (!tellsSlow) {
            return List.of();
        }
        sent++;
        try {
            return SlowLog.parse(connection
                    .async()
                    .slowlogGet(SLOW_SHOWN)
                    .get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RedisCommandExecutionException)) {
                throw target.fault(e);
            }
            tellsSlow = false;
            return List.of();
        } catch (InterruptedException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    @Override
    public void close() {
        var _ = connection.closeAsync();
        var other = elsewhere;
        if (other != null) {
            var _ = other.closeAsync();
        }
    }

    /// A role may lack the right to that key, or the key be of another type: then there are no such statistics.
    private Map<String, String> present(RedisFuture<Map<String, String>> reply) {
        try {
            return reply.get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisCommandExecutionException refusal) {
                follow(refusal);
                return Map.of();
            }
            throw target.fault(e);
        } catch (InterruptedException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    /// Not to be evicted under memory pressure, and not to keep keys from ageing; older servers know neither.
    private void keepOutOfTheWay() {
        for (var word : List.of("NO-EVICT", "NO-TOUCH")) {
            var arguments = new CommandArgs<>(StringCodec.UTF8).add(word).add("ON");
            var reply =
                    connection.async().dispatch(CommandType.CLIENT, new StatusOutput<>(StringCodec.UTF8), arguments);
            reply.exceptionally(_ -> "");
        }
    }

    private RedisFuture<String> info(String... sections) {
        sent++;
        var arguments = new CommandArgs<>(StringCodec.UTF8);
        for (var section : sections) {
            arguments.add(section);
        }
        return connection.async().dispatch(CommandType.INFO, new StatusOutput<>(StringCodec.UTF8), arguments);
    }

    private String await(RedisFuture<String> reply) {
        try {
            return reply.get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    private int major() {
        var first = version.split("\\.", 2)[0];
        return first.matches("\\d{1,3}") ? Integer.parseInt(first) : 0;
    }
}
