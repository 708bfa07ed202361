package dev.perfdeck.core.lab.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// Files of relations in the folder of one database of the twin. They are sparse: a page that was never written is one
/// of zeros, which PostgreSQL takes for an empty one, and occupies no disk.
///
/// PostgreSQL splits a relation into segments of 1 GiB (`RELSEG_SIZE` of `md.c`). A file of a new number is one that no
/// server has in its buffers, so what is written here is what it will see. Safe on any thread.
public final class DataFiles {
    private static final long SEGMENT = 1L << 30;
    /// Far above what a young server hands out itself.
    private static final long FIRST = 3_000_000_000L;

    private final Path folder;
    private final AtomicLong numbers = new AtomicLong(FIRST);

    public DataFiles(Path folder) {
        this.folder = folder;
    }

    /// A relation of empty pages.
    ///
    /// @return its file number
    public long blank(long pages) throws IOException {
        long number = numbers.getAndIncrement();
        grow(number, pages);
        return number;
    }

    /// A B-tree index of that size and height, without an entry.
    ///
    /// @return its file number
    public long btree(long pages, int level, boolean equalImage) throws IOException {
        long number = numbers.getAndIncrement();
        var first = EmptyBtree.pages(level, equalImage);
        try (var file = open(number, 0)) {
            while (first.hasRemaining()) {
                file.write(first, first.position());
            }
        }
        grow(number, pages);
        return number;
    }

    /// Lets an existing relation have at least so many pages.
    public void grow(long number, long pages) throws IOException {
        long left = pages * EmptyBtree.PAGE;
        for (int segment = 0; left > 0 || segment == 0; segment++) {
            long here = Math.min(left, SEGMENT);
            try (var file = open(number, segment)) {
                if (file.size() < here) {
                    file.write(ByteBuffer.allocate(1), here - 1);
                }
            }
            left -= here;
        }
    }

    private FileChannel open(long number, int segment) throws IOException {
        var file = folder.resolve(segment == 0 ? String.valueOf(number) : number + "." + segment);
        if (!Files.exists(file)) {
            return FileChannel.open(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE);
        }
        return FileChannel.open(file, StandardOpenOption.WRITE);
    }
}
