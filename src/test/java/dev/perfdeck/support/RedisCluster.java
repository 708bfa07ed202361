package dev.perfdeck.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three masters, without replicas until one is added.
public final class RedisCluster implements AutoCloseable {
    private final List<RedisProcess> nodes = new ArrayList<>();

    public RedisCluster() throws Exception {
        for (int i = 0; i < 3; i++) {
            nodes.add(node());
        }
        for (int i = 0; i < 3; i++) {
            int from = i * 16384 / 3;
            int to = (i + 1) * 16384 / 3;
            nodes.get(i).ask(r -> r.clusterAddSlots(IntStream.range(from, to).toArray()));
            if (i > 0) {
                meet(nodes.get(i));
            }
        }
        for (var node : nodes) {
            Until.until(
                    "the cluster stands",
                    () -> node.ask(r -> r.clusterInfo()).contains("cluster_state:ok")
                            && node.ask(r -> r.clusterInfo()).contains("cluster_known_nodes:3"));
        }
    }

    private void meet(RedisProcess node) throws Exception {
        var meeting = List.of(
                "redis-cli",
                "-p",
                "" + node.port(),
                "cluster",
                "meet",
                "127.0.0.1",
                "" + nodes.getFirst().port(),
                busPort(nodes.getFirst()));
        int code = new ProcessBuilder(meeting)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("redis-cli cluster meet ended with " + code);
        }
    }

    /// Another node, which takes the place of the master once that has gone; in step with it when this returns.
    public RedisProcess replicaOf(RedisProcess master) throws Exception {
        var replica = node();
        nodes.add(replica);
        meet(replica);
        var id = master.ask(r -> r.clusterMyId());
        Until.until(
                "it knows its master", () -> replica.ask(r -> r.clusterNodes()).contains(id));
        replica.ask(r -> r.clusterReplicate(id));
        Until.until(
                "the replica is in step",
                () -> replica.ask(r -> r.info("replication")).contains("master_link_status:up"));
        return replica;
    }

    private static RedisProcess node() throws Exception {
        return new RedisProcess(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "2000",
                "--cluster-port",
                "" + Servers.freePort());
    }

    private static String busPort(RedisProcess node) {
        return node.ask(r -> r.configGet("cluster-port")).getOrDefault("cluster-port", "");
    }

    public List<RedisProcess> nodes() {
        return List.copyOf(nodes);
    }

    /// All of them, as the cache service takes them.
    public String url() {
        return "redis://"
                + nodes.stream().map(node -> "127.0.0.1:" + node.port()).collect(Collectors.joining(","));
    }

    @Override
    public void close() {
        nodes.forEach(RedisProcess::close);
    }
}
