package dev.perfdeck.core.cache.line;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One server, or the master that Sentinel names; after a failover the client asks Sentinel anew.
final class SingleLink implements Link {
    private final RedisClient client;
    private final RedisURI uri;
    private final RedisCodec<String, byte[]> codec;
    private final boolean replicaReads;
    private final StatefulRedisConnection<String, byte[]> connection;
    private @Nullable StatefulRedisConnection<String, byte[]> master;

    SingleLink(RedisClient client, RedisURI uri, RedisCodec<String, byte[]> codec, boolean replicaReads) {
        this.client = client;
        this.uri = uri;
        this.codec = codec;
        this.replicaReads = replicaReads;
        this.connection = replicaReads ? withReplicas(client, uri, codec) : client.connect(codec, uri);
    }

    private static StatefulRedisConnection<String, byte[]> withReplicas(
            RedisClient client, RedisURI uri, RedisCodec<String, byte[]> codec) {
        var connection = MasterReplica.connect(client, codec, uri);
        connection.setReadFrom(ReadFrom.REPLICA_PREFERRED);
        return connection;
    }

    @Override
    public RedisClusterAsyncCommands<String, byte[]> commands() {
        return connection.async();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public Map<String, RedisClusterAsyncCommands<String, byte[]>> masters() {
        return Map.of("", replicaReads ? master().async() : connection.async());
    }

    /// Where reads go to replicas, a walk through the keys needs a connection that does not.
    private synchronized StatefulRedisConnection<String, byte[]> master() {
        var found = master;
        if (found == null) {
            found = client.connect(codec, uri);
            master = found;
        }
        return found;
    }

    @Override
    public boolean slotted() {
        return false;
    }

    @Override
    public void onPush(Consumer<PushMessage> consumer) {
        connection.addListener(consumer::accept);
    }

    @Override
    public void onState(RedisConnectionStateListener listener) {
        connection.addListener(listener);
    }

    @Override
    public Ears listen(String channel, Consumer<String> consumer) {
        var ears = client.connectPubSub(StringCodec.UTF8, uri);
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
        return List.of("master "
                + (uri.getSentinels().isEmpty() ? uri.getHost() + ":" + uri.getPort() : uri.getSentinelMasterId()));
    }
}
