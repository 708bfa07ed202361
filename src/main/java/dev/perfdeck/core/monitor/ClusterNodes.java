package dev.perfdeck.core.monitor;

import dev.perfdeck.model.RedisNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The answer to CLUSTER NODES. Pure.
final class ClusterNodes {
    private static final int FLAGS = 2;
    private static final int MASTER = 3;
    private static final int LINK = 7;
    private static final int SLOTS = 8;

    private ClusterNodes() {}

    /// One line a node: `id host:port@bus,name flags master ping pong epoch link slots…`; masters first, each before
    /// its replicas.
    static List<RedisNode> parse(String said) {
        var lines = said.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= SLOTS)
                .toList();
        var nodes = new ArrayList<RedisNode>();
        for (var master : lines) {
            if (flags(master).contains("master")) {
                nodes.add(node(master, "master", slots(master)));
                lines.stream()
                        .filter(replica -> replica[MASTER].equals(master[0]))
                        .forEach(replica -> nodes.add(node(replica, "replica", "of " + address(master))));
            }
        }
        return nodes;
    }

    /// Addresses of the masters that hold slots and can be reached, without the one that says so.
    static List<String> otherMasters(String said) {
        return said.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > SLOTS)
                .filter(fields ->
                        flags(fields).contains("master") && !flags(fields).contains("myself"))
                .filter(fields -> node(fields, "master", "").up())
                .map(ClusterNodes::address)
                .toList();
    }

    private static RedisNode node(String[] fields, String role, String detail) {
        var flags = flags(fields);
        boolean doubted = flags.contains("fail") || flags.contains("fail?") || flags.contains("noaddr");
        boolean up = !doubted && (flags.contains("myself") || fields[LINK].equals("connected"));
        return new RedisNode(address(fields), role, up, detail);
    }

    private static List<String> flags(String[] fields) {
        return List.of(fields[FLAGS].split(","));
    }

    private static String address(String[] fields) {
        return fields[1].replaceFirst("@.*", "");
    }

    /// `0-5460`, `5500`; what stands in brackets is a slot on its way to or from another node.
    private static String slots(String[] fields) {
        var ranges = Arrays.stream(fields).skip(SLOTS).toList();
        long count = 0;
        for (var range : ranges) {
            var ends = range.split("-", 2);
            if (!range.startsWith("[")) {
                count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1L;
            }
        }
        boolean moving = ranges.stream().anyMatch(range -> range.startsWith("["));
        return count + " slots" + (moving ? ", some moving" : "");
    }
}
