package dev.perfdeck.core.monitor;

import dev.perfdeck.core.target.RedisTarget;
import dev.perfdeck.model.RedisNode;
import java.util.ArrayList;
import java.util.List;

/// The servers that the watched one stands with: all of its cluster or its Sentinel set, else the master above it and
/// the replicas below it. Asked on the probe's thread; what was last found, on any.
final class RedisNodes implements AutoCloseable {
    private final RedisTarget target;
    private final SentinelNodes sentinels;
    private volatile List<RedisNode> found = List.of();

    RedisNodes(RedisTarget target) {
        this.target = target;
        this.sentinels = new SentinelNodes(target);
    }

    /// Empty for one that stands alone.
    List<RedisNode> found() {
        return found;
    }

    void ask(RedisSession on, RedisInfo said) {
        var set = bySentinel() ? sentinels.ask() : said.ofCluster() ? on.clusterNodes() : List.<RedisNode>of();
        found = set.isEmpty() ? around(said) : set;
    }

    /// After a failover the Sentinels name another server than the one that is still asked.
    boolean astray(RedisInfo said) {
        return bySentinel() && !said.text("role").equals("master");
    }

    private boolean bySentinel() {
        return !target.sentinelMaster().isEmpty();
    }

    private static List<RedisNode> around(RedisInfo said) {
        var nodes = new ArrayList<RedisNode>();
        if (said.text("role").equals("slave")) {
            nodes.add(new RedisNode(
                    said.text("master_host") + ":" + said.text("master_port"),
                    "master",
                    said.text("master_link_status").equals("up"),
                    ""));
        }
        for (int i = 0; !said.text("slave" + i).isEmpty(); i++) {
            nodes.add(replica(said.text("slave" + i)));
        }
        return nodes;
    }

    /// `ip=10.0.0.2,port=6379,state=online,offset=42,lag=0`
    private static RedisNode replica(String said) {
        var fields = RedisInfo.parse(said.replace(',', '\n').replace('=', ':'));
        return new RedisNode(
                fields.text("ip") + ":" + fields.text("port"),
                "replica",
                fields.text("state").equals("online"),
                "lag " + fields.text("lag") + " s");
    }

    @Override
    public void close() {
        sentinels.close();
    }
}
