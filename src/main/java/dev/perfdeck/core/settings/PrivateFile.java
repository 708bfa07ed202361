package dev.perfdeck.core.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// A small file that only its owner may read: never, not even for an instant, wider than that.
final class PrivateFile {
    static final PosixFilePermission READ = PosixFilePermission.OWNER_READ;
    static final PosixFilePermission WRITE = PosixFilePermission.OWNER_WRITE;
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private PrivateFile() {}

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Makes the file whole or not at all: written under another name with the right permissions, then linked or moved
    /// into place. False when somebody else made it first.
    static boolean create(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        String draftName = "." + file.getFileName() + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path draft = file.resolveSibling(draftName);
        try {
            write(draft, content);
            return place(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean place(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            return false;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException _) {
            Files.move(draft, file);
        }
        return true;
    }

    private static void write(Path draft, byte[] content) throws IOException {
        FileAttribute<?>[] attributes = isPosix(draft)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(EnumSet.of(READ, WRITE))}
                : new FileAttribute<?>[0];
        try (SeekableByteChannel channel = Files.newByteChannel(draft, NEW, attributes)) {
            narrow(draft);
            var bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /// Takes away what others may do; true when there was something to take.
    static boolean narrow(Path file) throws IOException {
        if (isPosix(file)) {
            if (Set.of(READ, WRITE).containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
                return false;
            }
            Files.setPosixFilePermissions(file, EnumSet.of(READ, WRITE));
            return true;
        }
        return narrowAcl(file);
    }

    private static boolean narrowAcl(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view == null) {
            return false;
        }
        var ownerOnly = List.of(AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(view.getOwner())
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .build());
        boolean wide = !view.getAcl().equals(ownerOnly);
        view.setAcl(ownerOnly);
        return wide;
    }
}
