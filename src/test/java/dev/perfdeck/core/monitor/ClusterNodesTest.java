package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.RedisNode;
import dev.perfdeck.support.RedisProcess;
import dev.perfdeck.support.Servers;
import io.lettuce.core.Range;
import org.junit.jupiter.api.Test;

class ClusterNodesTest {
    private static final String SAID = """
            07c3 10.0.0.4:30004@31004,four slave e7d1 0 1426238317239 4 connected
            67ed 10.0.0.2:30002@31002 master - 0 1426238316232 2 connected 5461-10922 11000 [5470->-07c3]
            292f 10.0.0.3:30003@31003 master,fail - 0 1426238318243 3 disconnected 10923-16383
            e7d1 10.0.0.1:30001@31001 myself,master - 0 0 1 connected 0-5460
            """;

    @Test
    void putsEachMasterBeforeItsReplicas() {
        assertThat(ClusterNodes.parse(SAID))
                .containsExactly(
                        new RedisNode("10.0.0.2:30002", "master", true, "5463 slots, some moving"),
                        new RedisNode("10.0.0.3:30003", "master", false, "5461 slots"),
                        new RedisNode("10.0.0.1:30001", "master", true, "5461 slots"),
                        new RedisNode("10.0.0.4:30004", "replica", true, "of 10.0.0.1:30001"));
    }

    @Test
    void theOtherMastersAreThoseThatCanBeAsked() {
        assertThat(ClusterNodes.otherMasters(SAID)).containsExactly("10.0.0.2:30002");
    }

    @Test
    void anEmptyAnswerHasNoNodes() {
        assertThat(ClusterNodes.parse("")).isEmpty();
    }

    @Test
    void readsTheAnswerOfARealServer() throws Exception {
        try (var redis = new RedisProcess("--cluster-enabled", "yes", "--cluster-port", "" + Servers.freePort())) {
            redis.ask(server -> server.clusterAddSlotsRange(Range.create(0, 99)));
            assertThat(ClusterNodes.parse(redis.ask(server -> server.clusterNodes())))
                    .singleElement()
                    .satisfies(node -> {
                        assertThat(node.address()).endsWith(":" + redis.port());
                        assertThat(node.role()).isEqualTo("master");
                        assertThat(node.up()).isTrue();
                        assertThat(node.detail()).isEqualTo("100 slots");
                    });
        }
    }
}
