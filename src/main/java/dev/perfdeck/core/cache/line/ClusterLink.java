package dev.perfdeck.core.cache.line;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.models.role.RedisInstance.Role;
import io.lettuce.core.protocol.ConnectionIntent;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// All nodes of a cluster, whose layout the client follows.
final class ClusterLink implements Link {
    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<String, byte[]> connection;

    ClusterLink(RedisClusterClient client, RedisCodec<String, byte[]> codec, boolean replicaReads) {
        this.client = client;
        this.connection = client.connect(codec);
        if (replicaReads) {
            connection.setReadFrom(ReadFrom.REPLICA_PREFERRED);
        }
    }

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands() {
        return connection.async();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    /// By host and port, not by node id: those are the very connections that ordinary commands take.
    @Override
    public Map<String, RedisClusterAsyncCommands<String, byte[]>> masters() {
        var masters = new HashMap<String, RedisClusterAsyncCommands<String, byte[]>>();
        for (var node : connection.getPartitions()) {
            var uri = node.getUri();
            if (node.getRole() == Role.UPSTREAM && !node.getSlots().isEmpty()) {
                masters.put(
                        uri.getHost() + ":" + uri.getPort(),
                        connection
                                .getConnection(uri.getHost(), uri.getPort(), ConnectionIntent.WRITE)
                                .async());
            }
        }
        return masters;
    }

    @Override
    public boolean slotted() {
        return true;
    }

    @Override
    public void onPush(Consumer<PushMessage> consumer) {
        connection.addListener((node, message) -> consumer.accept(message));
    }

    @Override
    public void onState(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    @Override
    public Ears listen(String channel, Consumer<String> consumer) {
        var ears = client.connectPubSub(StringCodec.UTF8);
        ears.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, String message) {
                consumer.accept(message);
            }
        });
        ears.sync().subscribe(channel);
        return ears::close;
    }

    @Override
    public List<String> nodes() {
        return connection.getPartitions().stream().map(ClusterLink::words).toList();
    }

    private static String words(RedisClusterNode node) {
        return (node.getRole() == Role.UPSTREAM ? "master " : "replica ")
                + node.getUri().getHost() + ":" + node.getUri().getPort();
    }
}
