package dev.perfdeck.core.monitor;

import dev.perfdeck.model.SlowCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the reply to SLOWLOG GET: number, second, microseconds, arguments and, since Redis 4, client and name.
final class SlowLog {
    private static final int FIRST_FIELDS = 4;
    private static final int LONGEST_KEY = 60;

    private SlowLog() {}

    /// An entry of another shape is passed over. Of the arguments only the command and its key are kept: what follows
    /// may
    /// be anybody's data.
    static List<SlowCommand> parse(List<Object> reply) {
        var commands = new ArrayList<SlowCommand>();
        for (var each : reply) {
            if (each instanceof List<?> entry
                    && entry.size() >= FIRST_FIELDS
                    && entry.get(0) instanceof Long id
                    && entry.get(1) instanceof Long second
                    && entry.get(2) instanceof Long micros
                    && entry.get(3) instanceof List<?> arguments) {
                commands.add(new SlowCommand(
                        id,
                        Instant.ofEpochSecond(second),
                        Duration.of(micros, ChronoUnit.MICROS),
                        command(arguments),
                        client(entry)));
            }
        }
        return commands;
    }

    private static String command(List<?> arguments) {
        if (arguments.isEmpty()) {
            return "";
        }
        var name = text(arguments.getFirst()).toUpperCase(Locale.ROOT);
        if (arguments.size() == 1) {
            return name;
        }
        // What comes first after a script is the script; after AUTH and HELLO it is a secret.
        var secret = name.startsWith("EVAL") || name.equals("AUTH") || name.equals("HELLO") || name.equals("ACL");
        var key = text(arguments.get(1));
        return name + " " + (secret ? "…" : key.length() > LONGEST_KEY ? key.substring(0, LONGEST_KEY) + "…" : key);
    }

    private static String client(List<?> entry) {
        var address = entry.size() > FIRST_FIELDS ? text(entry.get(FIRST_FIELDS)) : "";
        var name = entry.size() > FIRST_FIELDS + 1 ? text(entry.get(FIRST_FIELDS + 1)) : "";
        return name.isEmpty() ? address : address + " " + name;
    }

    private static String text(Object word) {
        return word instanceof ByteBuffer bytes
                ? StandardCharsets.UTF_8.decode(bytes.duplicate()).toString()
                : String.valueOf(word);
    }
}
