package dev.perfdeck.core.lab.page;

import java.util.List;
import java.util.SplittableRandom;

/// How large a freshly built B-tree would be: pages and the level of its root, following `_bt_buildadd` of `nbtsort.c`
/// and the deduplication of `nbtdedup.c`. Where the sizes of groups of equal keys are not known, they are drawn, always
/// the same way.
///
/// @param pages with the metapage
public record BtreeSize(long pages, int level) {
    private static final int ROOM = 8192 - 24 - 16 - 4 - 4;
    private static final int POINTER = 4;
    private static final int TID = 6;
    private static final int LARGEST_POSTING = 808;
    private static final int INNER_FILL = 70;
    private static final int SAMPLE = 4_000;
    private static final double MOST_ROWS = 20e6;

    public static BtreeSize of(KeyShape shape) {
        int entry = shape.entryBytes();
        double leaves = shape.rows() <= 0 ? 1 : leaves(shape, entry);
        int pivot = crowded(shape) ? entry + 8 : entry;
        long level = Math.max(1, (long) Math.ceil(leaves - 0.01));
        long pages = 1 + level;
        int height = 0;
        while (level > 1) {
            level = (long) Math.ceil((double) level / fanOut(pivot));
            pages += level;
            height++;
        }
        return new BtreeSize(pages, height);
    }

    /// The height of one whose size is known.
    public static int height(long pages, KeyShape shape) {
        int fanOut = fanOut(shape.entryBytes());
        double leaves = (pages - 1) * (1 - 1.0 / fanOut);
        int height = 0;
        for (long level = Math.round(Math.max(1, leaves)); level > 1; height++) {
            level = (long) Math.ceil((double) level / fanOut);
        }
        return height;
    }

    private static int fanOut(int pivot) {
        return Math.max(2, (ROOM - 8192 * (100 - INNER_FILL) / 100) / (pivot + POINTER));
    }

    /// Neighbouring pages part equal keys, so that the row's place joins the key in the pages above.
    private static boolean crowded(KeyShape shape) {
        return shape.merges() && shape.rows() / Math.max(1, shape.distinct()) > 2000;
    }

    private static double leaves(KeyShape shape, int entry) {
        if (!shape.merges()) {
            return shape.rows() / plain(shape.fillPercent(), entry);
        }
        double pages = groups(shape.fillPercent(), KeyShape.aligned(16), List.of(shape.nulls()));
        pages += groups(shape.fillPercent(), entry, shape.common());
        double rows = shape.rows() - shape.nulls();
        for (double common : shape.common()) {
            rows -= common;
        }
        double distinct = shape.distinct() - shape.common().size();
        return pages + others(shape.fillPercent(), entry, Math.max(0, rows), Math.max(1, distinct));
    }

    /// Rows a page where every key is another.
    private static double plain(int fillPercent, int entry) {
        return Math.max(1, (ROOM - 8192 * (100 - fillPercent) / 100) / (entry + POINTER));
    }

    /// Groups of known sizes, one after another on the same pages; of very large ones a share stands for the whole.
    private static double groups(int fillPercent, int entry, List<Double> sizes) {
        double rows = sizes.stream().mapToDouble(it -> Math.max(0, it)).sum();
        if (rows < 1) {
            return 0;
        }
        double share = Math.min(1, MOST_ROWS / rows);
        var leaf = new LeafFill(fillPercent);
        double taken = 0;
        for (double size : sizes) {
            long some = Math.round(size * share);
            leaf.add(entry, some);
            taken += some;
        }
        return taken == 0 ? 0 : leaf.pages() * rows / taken;
    }

    private static double others(int fillPercent, int entry, double rows, double distinct) {
        // What is left by rounding is no row.
        if (rows < 1) {
            return 0;
        }
        double mean = Math.max(1, rows / distinct);
        if (mean < 1.0001) {
            return rows / plain(fillPercent, entry);
        }
        var leaf = new LeafFill(fillPercent);
        var random = new SplittableRandom(42);
        double lambda = untruncated(mean);
        long groups = (long) Math.min(distinct, mean > 100 ? SAMPLE / 4 : SAMPLE);
        double taken = 0;
        for (long i = 0; i < groups; i++) {
            long size = drawn(lambda, random);
            leaf.add(entry, size);
            taken += size;
        }
        return leaf.pages() * rows / taken;
    }

    /// The parameter of a Poisson distribution that has this mean once zero is left out.
    private static double untruncated(double mean) {
        double lambda = mean;
        for (int i = 0; i < 50; i++) {
            lambda = mean * (1 - Math.exp(-lambda));
        }
        return lambda;
    }

    private static long drawn(double lambda, SplittableRandom random) {
        if (lambda > 50) {
            return Math.max(1, Math.round(lambda + Math.sqrt(lambda) * random.nextGaussian()));
        }
        while (true) {
            double limit = Math.exp(-lambda);
            double product = random.nextDouble();
            long size = 0;
            while (product > limit) {
                product *= random.nextDouble();
                size++;
            }
            if (size > 0) {
                return size;
            }
        }
    }

    /// One page after another, filled as `_bt_buildadd` does it.
    private static final class LeafFill {
        private final int full;
        private double free = ROOM;
        private int last;
        private int lastExtra;
        private int items;
        private long finished;
        private double kept;

        LeafFill(int fillPercent) {
            full = 8192 * (100 - fillPercent) / 100;
        }

        /// A key and the places of its rows, in as many entries as they need.
        void add(int entry, long rows) {
            int most = Math.max(1, (LARGEST_POSTING - entry) / TID);
            for (long left = rows; left > 0; left -= most) {
                long here = Math.min(left, most);
                int size = here == 1 ? entry : KeyShape.aligned(entry + here * TID);
                item(size, size - entry);
            }
        }

        private void item(int size, int extra) {
            if (items > 1 && (free < size + 8 || free + lastExtra < full)) {
                finished++;
                // The last entry moves on; what is left of it ends the page as its high key.
                kept += ROOM - free - last - POINTER;
                free = ROOM - last - POINTER;
                items = 1;
            }
            free -= size + POINTER;
            last = size;
            lastExtra = extra;
            items++;
        }

        /// The last page counts as much as it is full by the measure of the others.
        double pages() {
            double room = finished == 0 ? ROOM : kept / finished;
            return finished + Math.min(1, (ROOM - free) / room);
        }
    }
}
