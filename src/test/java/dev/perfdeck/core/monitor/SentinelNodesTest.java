package dev.perfdeck.core.monitor;

import static dev.perfdeck.support.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.RedisNode;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth.Lamp;
import dev.perfdeck.support.SentinelSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentinelNodesTest {
    @Test
    void readsFlagsAndLinks() {
        var master = Map.of("ip", "a", "port", "1", "flags", "master,o_down", "quorum", "2");
        var replica = Map.of("ip", "b", "port", "2", "flags", "slave", "master-link-status", "err");
        var other = Map.of("ip", "c", "port", "3", "flags", "sentinel");
        assertThat(SentinelNodes.nodes(master, List.of(replica), List.of(other)))
                .containsExactly(
                        new RedisNode("a:1", "master", false, "quorum 2 of 2"),
                        new RedisNode("b:2", "replica", true, "no link to its master"),
                        new RedisNode("c:3", "sentinel", true, ""));
    }

    @Test
    void theMasterThatSentinelNamesIsWatchedAlsoAfterAFailover(@TempDir Path directory) throws Exception {
        try (var set = new SentinelSet(directory);
                var monitor = Watched.redis(set.url())) {
            var readings = monitor.cacheReadings().orElseThrow();
            monitor.start();
            until("it is watched", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.UP);
            until(
                    "the nodes are known",
                    () -> readings.nodes().stream()
                            .anyMatch(node -> node.equals(
                                    new RedisNode("127.0.0.1:" + set.replica.port(), "replica", true, "in step"))));
            assertThat(readings.nodes().getFirst())
                    .isEqualTo(new RedisNode("127.0.0.1:" + set.master.port(), "master", true, "quorum 1 of 1"));
            until("a failover is possible", set::seesTheReplica);
            set.master.kill();
            until(
                    "the other one is the master",
                    () -> readings.nodes().stream()
                            .anyMatch(node -> node.role().equals("master")
                                    && node.address().equals("127.0.0.1:" + set.replica.port())));
            until("it is watched", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.UP);
            assertThat(readings.nodes())
                    .filteredOn(node -> node.address().endsWith(":" + set.master.port()))
                    .noneMatch(RedisNode::up);
        }
    }

    @Test
    void saysWhichSentinelDoesNotAnswer() throws Exception {
        try (var monitor = Watched.redis("redis-sentinel://127.0.0.1:1/0#mine")) {
            monitor.start();
            until("it is down", () -> Watched.lamp(monitor, Source.REDIS) == Lamp.DOWN);
            assertThat(monitor.health(Source.REDIS).fault().orElseThrow().summary())
                    .contains("mine/0 by Sentinel 127.0.0.1:1");
        }
    }
}
