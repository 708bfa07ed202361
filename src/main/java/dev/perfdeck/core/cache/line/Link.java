package dev.perfdeck.core.cache.line;

import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// An established way to Redis, of one server or of a cluster. It mends itself; an implementation must never queue
/// commands while it is broken.
interface Link {
    RedisClusterAsyncCommands<String, byte[]> commands();

    boolean isOpen();

    /// Commands of each single master by its address, for what is to be done on every one.
    Map<String, RedisClusterAsyncCommands<String, byte[]>> masters();

    /// Whether keys of one command must lie in one slot.
    boolean slotted();

    void onPush(Consumer<PushMessage> consumer);

    void onState(RedisConnectionStateListener listener);

    /// For messages between processes; the caller closes it.
    Ears listen(String channel, Consumer<String> consumer);

    /// The role and address of each node that is known.
    List<String> nodes();
}
