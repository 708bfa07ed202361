package dev.perfdeck.core.cache.envelope;

import dev.perfdeck.core.cache.envelope.EnvelopeFormat.Malformed;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A payload, compressed where it is long and that helps.
record Deflated(byte[] bytes, boolean compressed) {
    static Deflated of(byte[] plain, int over) {
        if (plain.length <= over) {
            return new Deflated(plain, false);
        }
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] room = new byte[plain.length];
            int length = deflater.deflate(room);
            return deflater.finished() && length < plain.length
                    ? new Deflated(Arrays.copyOf(room, length), true)
                    : new Deflated(plain, false);
        }
    }

    static byte[] inflate(byte[] packed, int length) throws Malformed {
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            // One byte more than there should be, to notice that there is more.
            byte[] room = new byte[length + 1];
            int got = inflater.inflate(room);
            if (got != length || !inflater.finished()) {
                throw new Malformed("the compressed payload is not " + length + " bytes long");
            }
            return Arrays.copyOf(room, length);
        } catch (DataFormatException e) {
            throw new Malformed("the payload cannot be decompressed: " + e.getMessage());
        }
    }
}
