package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.RedisNode;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.ListOfMapsOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What the Sentinels say of the master that they watch: it, its replicas, and themselves. Asked over a connection of
/// its own, which is opened anew after it failed; while none answers they are asked ever less often, since the master's
/// poll waits for them. Belongs to one poll at a time, except [#close].
final class SentinelNodes implements AutoCloseable {
    private final RedisTarget target;
    private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
    private volatile @Nullable StatefulRedisSentinelConnection<String, String> connection;

    SentinelNodes(RedisTarget target) {
        this.target = target;
    }

    /// None while no Sentinel answers; that is no fault of the server that is watched.
    List<RedisNode> ask() {
        if (!backoff.due(System.nanoTime())) {
            return List.of();
        }
        try {
            var on = open();
            var name = target.sentinelMaster();
            var master = on.async().master(name);
            var replicas = on.async().replicas(name);
            var others = sentinels(on, name);
            var nodes = nodes(await(master), await(replicas), await(others));
            backoff.succeeded();
            return nodes;
        } catch (RuntimeException e) {
            close();
            backoff.failed(target.fault(e).fault(), System.nanoTime());
            return List.of();
        }
    }

    /// Lettuce has no method for this question.
    private static RedisFuture<List<Map<String, String>>> sentinels(
            StatefulRedisSentinelConnection<String, String> on, String name) {
        var arguments = new CommandArgs<>(StringCodec.UTF8).add("SENTINELS").addKey(name);
        return on.async().dispatch(CommandType.SENTINEL, new ListOfMapsOutput<>(StringCodec.UTF8), arguments);
    }

    /// @param others Sentinels besides the one that was asked, which does not list itself
    static List<RedisNode> nodes(
            Map<String, String> master, List<Map<String, String>> replicas, List<Map<String, String>> others) {
        var nodes = new ArrayList<RedisNode>();
        nodes.add(node(master, "master", "quorum " + master.get("quorum") + " of " + (others.size() + 1)));
        for (var replica : replicas) {
            boolean linked = "ok".equals(replica.get("master-link-status"));
            nodes.add(node(replica, "replica", linked ? "in step" : "no link to its master"));
        }
        others.forEach(other -> nodes.add(node(other, "sentinel", "")));
        return nodes;
    }

    private static RedisNode node(Map<String, String> fields, String role, String detail) {
        var flags = List.of(fields.getOrDefault("flags", "").split(","));
        boolean up = !flags.contains("s_down") && !flags.contains("o_down") && !flags.contains("disconnected");
        return new RedisNode(fields.get("ip") + ":" + fields.get("port"), role, up, detail);
    }

    private StatefulRedisSentinelConnection<String, String> open() {
        var found = connection;
        if (found == null || !found.isOpen()) {
            found = target.openSentinel();
            connection = found;
        }
        return found;
    }

    private <T> T await(RedisFuture<T> reply) {
        try {
            return reply.get(RedisTarget.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw target.fault(e);
        }
    }

    @Override
    public void close() {
        var found = connection;
        connection = null;
        if (found != null) {
            var _ = found.closeAsync();
        }
    }
}
