package dev.perfdeck.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A master, its replica, and one Sentinel that calls the master `mine` and makes the replica the master half a second
/// after the other has gone.
public final class SentinelSet implements AutoCloseable {
    public final RedisProcess master;
    public final RedisProcess replica;
    private final RedisProcess sentinel;
    private final Path conf;

    /// @param directory that this set may fill
    public SentinelSet(Path directory) throws Exception {
        master = new RedisProcess();
        replica = new RedisProcess("--replicaof", "127.0.0.1 " + master.port());
        Until.until(
                "the replica is in step",
                () -> replica.ask(r -> r.info("replication")).contains("master_link_status:up"));
        int port = Servers.freePort();
        conf = directory.resolve("sentinel.conf");
        Files.writeString(conf, """
                port %d
                bind 127.0.0.1
                dir %s
                sentinel monitor mine 127.0.0.1 %d 1
                sentinel down-after-milliseconds mine 500
                sentinel failover-timeout mine 2000
                """.formatted(port, directory, master.port()));
        sentinel = new RedisProcess(port, conf.toString(), "--sentinel");
    }

    public String url() {
        return "redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#mine";
    }

    /// A failover is possible from then on.
    public boolean seesTheReplica() throws IOException {
        return Files.readString(conf).contains("known-replica mine 127.0.0.1 " + replica.port());
    }

    @Override
    public void close() {
        sentinel.close();
        replica.close();
        master.close();
    }
}
