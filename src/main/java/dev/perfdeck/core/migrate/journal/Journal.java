package dev.perfdeck.core.migrate.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.migration.JournalEntry;
import dev.perfdeck.model.migration.JournalEntry.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The journal of one environment: JSON lines in a file that only its owner may read, shared by all consoles of this
/// user. That a step begins is written before it does, and is on the disk where only this line would tell; lines are
/// never changed. Safe on any thread and beside other processes.
public final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_SQL = 100_000;

    private final Path file;
    private final String environment;
    private final String server;
    private final String role;

    /// @param server `host:port/database`
    public Journal(Path file, String environment, String server, String role) {
        this.file = file;
        this.environment = environment;
        this.server = server;
        this.role = role;
    }

    /// The lines of one errand bear one name, which tells the process too: while it lives, its open lines are its own.
    public Run begin(String verb) {
        return new Run(ProcessHandle.current().pid() + "." + Instant.now().toEpochMilli(), verb);
    }

    /// One errand; whoever began it closes it.
    public final class Run implements AutoCloseable {
        private final String id;
        private final String verb;
        private @Nullable FileChannel channel;

        private Run(String id, String verb) {
            this.id = id;
            this.verb = verb;
        }

        /// @throws FaultException when it cannot be written: then nothing is begun
        public void begun(String step, String sql, String detail) {
            write(entry(step, sql, Outcome.BEGUN, Duration.ZERO, detail), /* onDisk= */ true);
        }

        /// For a step that is one transaction with its record, so that the server knows in any case whether it was
        /// done: the line outlives this console, but not a power cut right now.
        ///
        /// @throws FaultException when it cannot be written: then nothing is begun
        public void begunWhole(String step, String sql, String detail) {
            write(entry(step, sql, Outcome.BEGUN, Duration.ZERO, detail), /* onDisk= */ false);
        }

        /// A line that cannot be written is logged: the step is over in any case.
        public void ended(String step, String sql, Outcome outcome, Duration took, String detail) {
            try {
                write(entry(step, sql, outcome, took, detail), /* onDisk= */ false);
            } catch (FaultException e) {
                log.warn("{}", e.getMessage());
            }
        }

        private void write(JournalEntry entry, boolean onDisk) {
            synchronized (Journal.this) {
                try {
                    append(opened(), entry, onDisk);
                } catch (IOException e) {
                    throw new FaultException(
                            new Fault.Internal(
                                    "the journal " + file + " cannot be written: " + e.getMessage(),
                                    "Make room, or let this user write there; nothing is changed without a journal."),
                            e);
                }
            }
        }

        private FileChannel opened() throws IOException {
            var open = channel;
            if (open == null) {
                open = FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                        ownerOnly());
                channel = open;
            }
            return open;
        }

        @Override
        public void close() {
            synchronized (Journal.this) {
                var open = channel;
                channel = null;
                if (open != null) {
                    try {
                        open.close();
                    } catch (IOException e) {
                        log.warn("closing the journal {}: {}", file, e.toString());
                    }
                }
            }
        }

        private JournalEntry entry(String step, String sql, Outcome outcome, Duration took, String detail) {
            var text = Redaction.of(sql);
            return new JournalEntry(
                    Instant.now(),
                    id,
                    environment,
                    server,
                    System.getProperty("user.name", ""),
                    role,
                    verb,
                    step,
                    text.length() > LONGEST_SQL ? text.substring(0, LONGEST_SQL) + "…" : text,
                    outcome,
                    took,
                    Redaction.of(detail));
        }
    }

    /// Oldest first; lines that cannot be read are passed over.
    public List<JournalEntry> entries() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(Journal::parse)
                    .flatMap(Optional::stream)
                    .filter(entry -> entry.environment().equals(environment)
                            && entry.server().equals(server))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            log.warn("the journal {} cannot be read: {}", file, e.toString());
            return List.of();
        }
    }

    /// Steps that began and of which nobody told the end, by consoles that no longer run.
    public List<JournalEntry> open() {
        var open = new LinkedHashMap<String, JournalEntry>();
        for (var entry : entries()) {
            if (entry.outcome() == Outcome.BEGUN) {
                open.put(entry.step(), entry);
            } else {
                open.remove(entry.step());
            }
        }
        return open.values().stream().filter(entry -> !alive(entry.run())).toList();
    }

    private static boolean alive(String run) {
        try {
            var dot = run.indexOf('.');
            var begun = Instant.ofEpochMilli(Long.parseLong(run.substring(dot + 1)));
            return ProcessHandle.of(Long.parseLong(run.substring(0, dot)))
                    .map(process ->
                            process.info().startInstant().orElse(Instant.MIN).isBefore(begun))
                    .orElse(false);
        } catch (RuntimeException e) {
            return false;
        }
    }

    public void exportTo(Path target) throws IOException {
        var lines = new ArrayList<String>();
        for (var entry : entries()) {
            lines.add(text(entry));
        }
        Files.write(target, lines);
    }

    private static void append(FileChannel channel, JournalEntry entry, boolean onDisk) throws IOException {
        var line = ByteBuffer.wrap((text(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        try (var lock = channel.lock()) {
            while (line.hasRemaining() && lock.isValid()) {
                channel.write(line);
            }
        }
        if (onDisk) {
            channel.force(false);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        var folder = file.toAbsolutePath().getParent();
        var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, posix ? new FileAttribute<?>[] {mode("rwx------")} : new FileAttribute<?>[0]);
        }
        return posix ? new FileAttribute<?>[] {mode("rw-------")} : new FileAttribute<?>[0];
    }

    private static FileAttribute<?> mode(String words) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(words));
    }

    private static String text(JournalEntry entry) throws JsonProcessingException {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", entry.at().toString());
        line.put("run", entry.run());
        line.put("environment", entry.environment());
        line.put("server", entry.server());
        line.put("system_user", entry.systemUser());
        line.put("role", entry.role());
        line.put("verb", entry.verb());
        line.put("step", entry.step());
        line.put("outcome", entry.outcome().name().toLowerCase(java.util.Locale.ROOT));
        line.put("duration_ms", entry.took().toMillis());
        line.put("detail", entry.detail());
        line.put("sql", entry.sql());
        return JSON.writeValueAsString(line);
    }

    private static Optional<JournalEntry> parse(String line) {
        try {
            var node = JSON.readTree(line);
            return Optional.of(new JournalEntry(
                    Instant.parse(word(node, "at")),
                    word(node, "run"),
                    word(node, "environment"),
                    word(node, "server"),
                    word(node, "system_user"),
                    word(node, "role"),
                    word(node, "verb"),
                    word(node, "step"),
                    word(node, "sql"),
                    Outcome.valueOf(word(node, "outcome").toUpperCase(java.util.Locale.ROOT)),
                    Duration.ofMillis(node.path("duration_ms").asLong()),
                    word(node, "detail")));
        } catch (JsonProcessingException | RuntimeException e) {
            log.debug("a line of the journal that cannot be read: {}", e.toString());
            return Optional.empty();
        }
    }

    private static String word(JsonNode node, String key) {
        return node.path(key).asText();
    }
}
