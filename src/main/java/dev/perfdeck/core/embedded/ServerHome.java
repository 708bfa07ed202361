package dev.perfdeck.core.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// The one directory that holds all of a demo, or of a twin: binaries, data, sockets, logs. Private to its owner. While
/// it lives, its
/// marker is locked, which says for certain that somebody still uses it, even from another container.
public final class ServerHome implements AutoCloseable {
    public static final String DEMO = "demo";
    public static final String TWIN = "twin";

    static final String GLOB = "perfdeck-{" + DEMO + "," + TWIN + "}-*";
    static final String MARKER = "owner";

    private final Path path;
    private final FileChannel marker;
    private final FileLock lock;

    private ServerHome(Path path, FileChannel marker, FileLock lock) {
        this.path = path;
        this.marker = marker;
        this.lock = lock;
    }

    /// Makes a new one under the platform's temporary directory.
    ///
    /// @param kind [#DEMO] or [#TWIN]; the watchdog removes no others
    public static ServerHome create(String kind) throws IOException {
        long pid = ProcessHandle.current().pid();
        var path = Files.createTempDirectory("perfdeck-" + kind + "-" + pid + "-", ownerOnly())
                .toRealPath();
        var marker = FileChannel.open(
                path.resolve(MARKER), StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var lock = marker.lock();
        marker.write(StandardCharsets.UTF_8.encode(ownerLine(pid)));
        return new ServerHome(path, marker, lock);
    }

    public Path path() {
        return path;
    }

    /// A new directory inside, made when asked for.
    public Path child(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends what still runs from it and removes it.
    @Override
    public void close() {
        try {
            lock.release();
            marker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Leftovers.remove(path);
        }
    }

    private static String ownerLine(long pid) {
        var started = ProcessHandle.current().info().startInstant();
        return "pid " + pid + "\nstarted " + started.map(Object::toString).orElse("unknown") + "\n";
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
