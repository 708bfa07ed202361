package dev.perfdeck.core.monitor;

import java.util.HashMap;
import java.util.Map;

/// The fields of one or more INFO replies. Tolerant: unknown fields are kept, odd lines skipped, absent ones are
/// absent.
record RedisInfo(Map<String, String> fields) {
    static RedisInfo parse(String reply) {
        var fields = new HashMap<String, String>();
        reply.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        return new RedisInfo(fields);
    }

    String text(String field) {
        return fields.getOrDefault(field, "");
    }

    /// Whether it is a node of a cluster that says so.
    boolean ofCluster() {
        return text("redis_mode").equals("cluster");
    }

    /// NaN where the field is absent or no number.
    double number(String field) {
        var text = text(field);
        return text.matches("-?\\d{1,19}(\\.\\d+)?") ? Double.parseDouble(text) : Double.NaN;
    }

    /// Puts a counter where there is one; a number that does not fit is left out, a gap being better than a lie.
    void counter(String field, Map<String, Long> into) {
        try {
            into.put(field, Long.parseLong(text(field)));
        } catch (NumberFormatException _) {
            into.remove(field);
        }
    }

    /// A figure of `cmdstat_COMMAND:calls=…,usec=…,usec_per_call=…`; 0 where the command was never called.
    double command(String command, String figure) {
        for (var part : text("cmdstat_" + command).split(",", -1)) {
            if (part.startsWith(figure + "=")) {
                var value = part.substring(figure.length() + 1);
                return value.matches("\\d{1,18}(\\.\\d+)?") ? Double.parseDouble(value) : 0;
            }
        }
        return 0;
    }
}
