package dev.perfdeck.bench;

import dev.perfdeck.core.migrate.lint.ScriptReview;
import dev.perfdeck.core.migrate.script.SqlScript;
import java.util.Arrays;
import java.util.Locale;

/// Reviewing a script of 1 MB against only taking it apart into tokens and statements, in turns.
public final class MigrateLintBench {
    private static final int SIZE = 1 << 20;
    private static final int ROUNDS = 20;
    private static final String PIECE = """
            -- the orders' remark, %1$d
            CREATE TABLE things_%1$d (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id), note text DEFAULT 'a;b');
            CREATE INDEX things_%1$d_order ON things_%1$d (order_id) WHERE note IS NOT NULL;
            ALTER TABLE orders ADD COLUMN remark_%1$d text, ADD CONSTRAINT c_%1$d CHECK (remark_%1$d <> '') NOT VALID;
            CREATE INDEX orders_%1$d ON orders (lower(remark_%1$d));
            UPDATE orders SET remark_%1$d = $q$it's$q$ WHERE id BETWEEN 1 AND 1000;
            CREATE FUNCTION f_%1$d() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN %1$d; END $$;
            """;

    private MigrateLintBench() {}

    public static void main(String[] args) {
        var sql = script();
        var scan = new double[ROUNDS];
        var review = new double[ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            int slot = Math.max(0, round);
            boolean first = round % 2 == 0;
            if (first) {
                scan[slot] = scan(sql);
            }
            review[slot] = review(sql);
            if (!first) {
                scan[slot] = scan(sql);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "review of %d kB: %.1f ms; its tokens alone: %.1f ms; ratio %.2f%n",
                sql.length() / 1024,
                median(review),
                median(scan),
                median(review) / median(scan));
    }

    private static String script() {
        var text = new StringBuilder(SIZE + PIECE.length());
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(String.format(Locale.ROOT, PIECE, i));
        }
        return text.toString();
    }

    private static double scan(String sql) {
        long begun = System.nanoTime();
        if (SqlScript.parse(sql).statements().isEmpty()) {
            throw new IllegalStateException("no statement found");
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double review(String sql) {
        long begun = System.nanoTime();
        if (ScriptReview.of(sql, /* flywayExecuteInTransaction= */ true)
                .findings()
                .isEmpty()) {
            throw new IllegalStateException("nothing found");
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
