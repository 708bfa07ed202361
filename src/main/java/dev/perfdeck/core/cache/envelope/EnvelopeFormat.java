package dev.perfdeck.core.cache.envelope;

import dev.perfdeck.core.cache.envelope.Envelope.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Version 1 of the bytes, big-endian: magic `P`, version, flags, a spare byte; stamp; created, soft, hard; load time;
/// epoch; with tags their number and each as length, UTF-8 and token; when compressed the length before; the payload.
///
/// The stamp lies at bytes 4 to 11, where the server's script looks for it. Safe on any thread.
///
/// @param compressOver payloads longer than this many bytes are deflated where that makes them shorter
/// @param longest      the longest payload that is read or written, in bytes
public record EnvelopeFormat(int compressOver, int longest) {
    private static final byte MAGIC = 'P';
    private static final byte VERSION = 1;
    private static final int HEADER = 48;
    private static final int STAMP_AT = 4;

    private static final int COMPRESSED = 1;
    private static final int NULL = 2;
    private static final int LEASE = 4;
    private static final int TAGGED = 8;

    /// Not one of ours, or of a version that we do not know, or damaged.
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    /// Longer than is allowed.
    ///
    /// @throws Malformed when the payload is too long to be cached
    public byte[] write(Envelope envelope) throws Malformed {
        if (envelope.payload().length > longest) {
            throw new Malformed("a payload of " + envelope.payload().length + " bytes; at most " + longest);
        }
        var body = Deflated.of(envelope.payload(), compressOver);
        byte[] tags = tags(envelope.tags());
        var out = ByteBuffer.allocate(HEADER + tags.length + (body.compressed() ? 4 : 0) + body.bytes().length);
        header(out, envelope, body.compressed());
        out.put(tags);
        if (body.compressed()) {
            out.putInt(envelope.payload().length);
        }
        return out.put(body.bytes()).array();
    }

    private static void header(ByteBuffer out, Envelope envelope, boolean compressed) {
        out.put(MAGIC).put(VERSION).put((byte) flags(envelope, compressed)).put((byte) 0);
        out.putLong(envelope.stamp());
        out.putLong(envelope.created()).putLong(envelope.soft()).putLong(envelope.hard());
        out.putInt(envelope.loadMicros()).putLong(envelope.epoch());
    }

    /// @throws Malformed when these bytes are no envelope that this version can read
    public Envelope read(byte[] bytes) throws Malformed {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (BufferUnderflowException e) {
            throw new Malformed("cut short at " + bytes.length + " bytes");
        }
    }

    private Envelope read(ByteBuffer in) throws Malformed {
        if (in.get() != MAGIC || in.get() != VERSION) {
            throw new Malformed("not an envelope of version " + VERSION);
        }
        int flags = in.get();
        in.get();
        long stamp = in.getLong();
        long created = in.getLong();
        long soft = in.getLong();
        long hard = in.getLong();
        int load = in.getInt();
        long epoch = in.getLong();
        var tags = (flags & TAGGED) == 0 ? Map.<String, Long>of() : tags(in);
        return new Envelope(kind(flags), stamp, created, soft, hard, load, epoch, tags, payload(in, flags));
    }

    /// The stamp of whatever bytes lie at a key, as the server's script sees it: missing bytes are zeros.
    public static long stamp(byte[] bytes) {
        long stamp = 0;
        for (int i = STAMP_AT; i < STAMP_AT + Long.BYTES; i++) {
            stamp = stamp << 8 | (i < bytes.length ? bytes[i] & 0xFF : 0);
        }
        return stamp;
    }

    private static int flags(Envelope envelope, boolean compressed) {
        return (compressed ? COMPRESSED : 0)
                | (envelope.tags().isEmpty() ? 0 : TAGGED)
                | switch (envelope.kind()) {
                    case VALUE -> 0;
                    case NULL -> NULL;
                    case LEASE -> LEASE;
                };
    }

    private static Kind kind(int flags) {
        return (flags & LEASE) != 0 ? Kind.LEASE : (flags & NULL) != 0 ? Kind.NULL : Kind.VALUE;
    }

    private byte[] payload(ByteBuffer in, int flags) throws Malformed {
        int length = (flags & COMPRESSED) == 0 ? in.remaining() : in.getInt();
        if (length < 0 || length > longest) {
            throw new Malformed("a payload of " + length + " bytes; at most " + longest);
        }
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return (flags & COMPRESSED) == 0 ? body : Deflated.inflate(body, length);
    }

    private static byte[] tags(Map<String, Long> tags) throws Malformed {
        if (tags.isEmpty()) {
            return Envelope.NOTHING;
        }
        var names = tags.keySet().stream()
                .map(tag -> tag.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = names.stream().mapToInt(name -> 2 + name.length + Long.BYTES).sum();
        if (tags.size() > 255 || names.stream().anyMatch(name -> name.length > 1000)) {
            throw new Malformed("more than 255 tags, or one of more than 1000 bytes");
        }
        var out = ByteBuffer.allocate(1 + size).put((byte) tags.size());
        tags.forEach((tag, token) -> {
            byte[] name = tag.getBytes(StandardCharsets.UTF_8);
            out.putShort((short) name.length).put(name).putLong(token);
        });
        return out.array();
    }

    private static Map<String, Long> tags(ByteBuffer in) {
        int count = in.get() & 0xFF;
        var tags = HashMap.<String, Long>newHashMap(count);
        for (int i = 0; i < count; i++) {
            int length = in.getShort() & 0xFFFF;
            if (length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] name = new byte[length];
            in.get(name);
            tags.put(new String(name, StandardCharsets.UTF_8), in.getLong());
        }
        return tags;
    }
}
