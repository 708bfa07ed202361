package dev.perfdeck.core.lab.page;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The first pages of a valid B-tree index that has levels but no entry: the metapage, one internal page a level whose
/// only entry is the "minus infinity" downlink, one empty leaf. The planner reads the height from the metapage, and a
/// search that does descend finds nothing.
///
/// Layout: `PageHeaderData` of `bufpage.h`, `BTMetaPageData` and `BTPageOpaqueData` of `nbtree.h`, `IndexTupleData` of
/// `itup.h`; the same from version 13 to 18. In the byte order of this machine, as PostgreSQL has it.
final class EmptyBtree {
    static final int PAGE = 8192;

    private static final int HEADER = 24;
    private static final int SPECIAL = PAGE - 16;
    private static final int LAYOUT = 4;
    private static final int MAGIC = 0x053162;
    private static final int BTREE_VERSION = 4;
    private static final int META_BYTES = 48;
    private static final int LEAF = 1;
    private static final int ROOT = 2;
    private static final int META = 8;
    private static final int TUPLE = 8;
    private static final int ALTERNATIVE_TID = 0x2000;
    private static final int NORMAL = 1;

    private EmptyBtree() {}

    /// @param level of the root, the leaf having 0
    static ByteBuffer pages(int level, boolean equalImage) {
        var pages = ByteBuffer.allocate(PAGE * (level + 2)).order(ByteOrder.nativeOrder());
        meta(pages, level, equalImage);
        for (int block = 1; block <= level + 1; block++) {
            int height = level + 1 - block;
            int flags = (height == 0 ? LEAF : 0) | (block == 1 ? ROOT : 0);
            if (height == 0) {
                header(pages, block, HEADER, SPECIAL);
            } else {
                downlink(pages, block);
            }
            special(pages, block, height, flags);
        }
        return pages;
    }

    private static void meta(ByteBuffer pages, int level, boolean equalImage) {
        header(pages, 0, HEADER + META_BYTES, SPECIAL);
        int at = HEADER;
        for (int value : new int[] {MAGIC, BTREE_VERSION, 1, level, 1, level, 0}) {
            pages.putInt(at, value);
            at += Integer.BYTES;
        }
        pages.putDouble(HEADER + 32, -1.0);
        pages.put(HEADER + 40, (byte) (equalImage ? 1 : 0));
        special(pages, 0, 0, META);
    }

    private static void header(ByteBuffer pages, int block, int lower, int upper) {
        int page = block * PAGE;
        pages.putShort(page + 12, (short) lower);
        pages.putShort(page + 14, (short) upper);
        pages.putShort(page + 16, (short) SPECIAL);
        pages.putShort(page + 18, (short) (PAGE | LAYOUT));
    }

    private static void downlink(ByteBuffer pages, int block) {
        int page = block * PAGE;
        int offset = SPECIAL - TUPLE;
        header(pages, block, HEADER + Integer.BYTES, offset);
        pages.putInt(page + HEADER, offset | NORMAL << 15 | TUPLE << 17);
        int child = block + 1;
        pages.putShort(page + offset, (short) (child >>> 16));
        pages.putShort(page + offset + 2, (short) child);
        pages.putShort(page + offset + 4, (short) 0);
        pages.putShort(page + offset + 6, (short) (TUPLE | ALTERNATIVE_TID));
    }

    private static void special(ByteBuffer pages, int block, int level, int flags) {
        int at = block * PAGE + SPECIAL;
        pages.putInt(at + 8, level);
        pages.putShort(at + 12, (short) flags);
    }
}
