package dev.perfdeck.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Three masters without replicas.
public final class RedisCluster implements AutoCloseable {
    private final List<RedisProcess> nodes = new ArrayList<>();

    public RedisCluster() throws Exception {
        for (int i = 0; i < 3; i++) {
            nodes.add(new RedisProcess(
                    "--cluster-enabled",
                    "yes",
                    "--cluster-node-timeout",
                    "2000",
                    "--cluster-port",
                    "" + Servers.freePort()));
        }
        for (int i = 0; i < 3; i++) {
            int from = i * 16384 / 3;
            int to = (i + 1) * 16384 / 3;
            nodes.get(i).ask(r -> r.clusterAddSlots(IntStream.range(from, to).toArray()));
            var meeting = List.of(
                    "redis-cli",
                    "-p",
                    "" + nodes.get(i).port(),
                    "cluster",
                    "meet",
                    "127.0.0.1",
                    "" + nodes.getFirst().port(),
                    busPort(nodes.getFirst()));
            if (i > 0) {
                int code = new ProcessBuilder(meeting)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
                if (code != 0) {
                    throw new IOException("redis-cli cluster meet ended with " + code);
                }
            }
        }
        for (var node : nodes) {
            Until.until(
                    "the cluster stands",
                    () -> node.ask(r -> r.clusterInfo()).contains("cluster_state:ok")
                            && node.ask(r -> r.clusterInfo()).contains("cluster_known_nodes:3"));
        }
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
