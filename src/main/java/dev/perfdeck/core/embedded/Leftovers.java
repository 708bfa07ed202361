package dev.perfdeck.core.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a demo or a twin that died left behind. A server belongs to it when its executable lies in its directory:
/// that holds whatever its pid is, and never names a process of somebody else.
public final class Leftovers {
    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 5;

    private Leftovers() {}

    /// Ends the servers and removes the directories of demos and twins that no longer live.
    ///
    /// @return how many were swept up
    public static int sweep() {
        int swept = 0;
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var found = Files.newDirectoryStream(temporary, ServerHome.GLOB)) {
            for (var directory : found) {
                if (!isOurs(directory) && isAbandoned(directory)) {
                    remove(directory.toRealPath());
                    swept++;
                }
            }
        } catch (IOException e) {
            log.warn("leftovers of earlier servers could not be looked for: {}", e.getMessage());
        }
        return swept;
    }

    /// Ends every process that runs from the directory and removes it; tries again while a dying server still writes.
    static void remove(Path directory) {
        end(directory);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                delete(directory);
                return;
            } catch (IOException e) {
                end(directory);
                if (attempt == ATTEMPTS) {
                    log.warn("{} could not be removed: {}", directory, e.getMessage());
                }
            }
        }
    }

    static List<ProcessHandle> running(Path directory) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.startsWith(
                                directory + directory.getFileSystem().getSeparator()))
                        .isPresent())
                .toList();
    }

    private static void end(Path directory) {
        var processes = running(directory);
        processes.forEach(ProcessHandle::destroy);
        for (var process : processes) {
            if (!ended(process)) {
                process.destroyForcibly();
                ended(process);
            }
        }
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }

    /// A process that opens and closes a file that it has locked loses the lock, so we never look at our own markers.
    private static boolean isOurs(Path directory) {
        return directory
                .getFileName()
                .toString()
                .matches("perfdeck-[a-z]+-" + ProcessHandle.current().pid() + "-.*");
    }

    private static boolean isAbandoned(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .endsWith(System.getProperty("user.name"))) {
            return false;
        }
        var marker = directory.resolve(ServerHome.MARKER);
        return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS) ? isUnlocked(marker) : isOld(directory);
    }

    private static boolean isUnlocked(Path marker) throws IOException {
        try (var channel = FileChannel.open(marker, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /// One without a marker is being made just now, or its maker died right then.
    private static boolean isOld(Path directory) throws IOException {
        return Files.getLastModifiedTime(directory)
                .toInstant()
                .isBefore(Instant.now().minus(GRACE));
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
