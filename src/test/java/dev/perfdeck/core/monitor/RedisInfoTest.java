package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Replies to INFO as other servers and other versions give them: what is absent or odd is no figure, and no error.
class RedisInfoTest {
    private static final String ODD = """
            # Server\r
            redis_version:7.2.4\r
            server_name:valkey\r
            valkey_version:8.0.1\r
            dragonfly_version:df-v1.21\r
            executable:C:\\Redis\\redis-server.exe\r
            uptime_in_seconds:17\r
            # Stats
            keyspace_hits:18446744073709551615\r
            keyspace_misses:-1\r
            evicted_keys:\r
            expired_keys:12,5\r
            total_net_input_bytes:1e3\r
            instantaneous_ops_per_sec:0x10\r
            mem_fragmentation_ratio:-nan\r
            used_memory_peak_perc:99.60%\r
            no colon here\r
            :no name\r
            maxmemory:0\r
            uptime_in_seconds:18\r
            cmdstat_get:calls=5,usec=10,usec_per_call=2.00,rejected_calls=0,failed_calls=0\r
            cmdstat_set:calls=,usec=x\r
            cmdstat_config|get:calls=7\r
            """;

    @Example
    void oddFieldsAreNoFigures() {
        var info = RedisInfo.parse(ODD);
        assertThat(info.number("uptime_in_seconds")).as("the last one said").isEqualTo(18);
        assertThat(info.number("keyspace_misses")).isEqualTo(-1);
        for (var none : new String[] {
            "evicted_keys",
            "expired_keys",
            "keyspace_hits",
            "total_net_input_bytes",
            "instantaneous_ops_per_sec",
            "mem_fragmentation_ratio",
            "used_memory_peak_perc",
            "absent",
            "redis_version"
        }) {
            assertThat(info.number(none)).as(none).isNaN();
        }
        assertThat(info.text("executable")).isEqualTo("C:\\Redis\\redis-server.exe");
        assertThat(info.text("absent")).isEmpty();
        var counters = new HashMap<String, Long>();
        counters.put("keyspace_hits", 3L);
        info.counter("keyspace_hits", counters);
        assertThat(counters).as("a number that does not fit is left out").isEmpty();
        assertThat(info.command("get", "usec_per_call")).isEqualTo(2);
        assertThat(info.command("set", "calls")).isZero();
        assertThat(info.command("config|get", "calls")).isEqualTo(7);
        assertThat(info.command("absent", "calls")).isZero();
    }

    @Property(tries = 300)
    void anyReplyIsRead(@ForAll String reply) {
        var info = RedisInfo.parse(reply);
        info.fields().keySet().forEach(info::number);
        assertThat(RedisInfo.parse(reply + "\r\nuptime_in_seconds:5\r\n").number("uptime_in_seconds"))
                .isEqualTo(5);
    }
}
