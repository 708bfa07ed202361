package dev.perfdeck.core.query.page;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A place in the order: beside the row with these keys, as text; empty is NULL.
record Position(boolean back, List<Optional<String>> keys) {
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeBoolean(back);
            out.writeShort(keys.size());
            for (var key : keys) {
                var text = key.orElse("").getBytes(StandardCharsets.UTF_8);
                out.writeInt(key.isPresent() ? text.length : -1);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Of bytes whose signature is good.
    static Position of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            boolean back = in.readBoolean();
            int size = in.readShort();
            var keys = new ArrayList<Optional<String>>();
            for (int i = 0; i < size; i++) {
                int length = in.readInt();
                keys.add(
                        length < 0
                                ? Optional.empty()
                                : Optional.of(new String(in.readNBytes(length), StandardCharsets.UTF_8)));
            }
            return new Position(back, keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
