package dev.perfdeck.core.query.page;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs cursors with HMAC-SHA256. All instances of a service share one key. The values of a cursor are signed, not
/// hidden. Immutable, for any thread.
public final class CursorKey {
    private static final int LEAST_BYTES = 32;
    private static final int MAC_BYTES = 32;
    private static final int MOST_CHARACTERS = 64 * 1024;

    private final SecretKeySpec key;

    /// @param key at least 32 bytes that nobody can guess
    public CursorKey(byte[] key) {
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the key of cursors needs at least 32 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    String sign(String shape, byte[] payload) {
        var signed = Arrays.copyOf(payload, payload.length + MAC_BYTES);
        System.arraycopy(mac(shape, payload), 0, signed, payload.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    /// @throws InvalidCursorException for all that this key did not sign for this shape
    byte[] verify(String shape, String cursor) {
        var signed = decoded(cursor);
        if (signed.length < MAC_BYTES) {
            throw new InvalidCursorException();
        }
        var payload = Arrays.copyOf(signed, signed.length - MAC_BYTES);
        var mac = Arrays.copyOfRange(signed, payload.length, signed.length);
        // Base64 has several spellings of the same bytes; only ours is taken.
        if (!MessageDigest.isEqual(mac, mac(shape, payload))
                || !sign(shape, payload).equals(cursor)) {
            throw new InvalidCursorException();
        }
        return payload;
    }

    private static byte[] decoded(String cursor) {
        if (cursor.length() > MOST_CHARACTERS) {
            throw new InvalidCursorException();
        }
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException();
        }
    }

    private byte[] mac(String shape, byte[] payload) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var text = shape.getBytes(StandardCharsets.UTF_8);
            // Its length first, so that no byte can move between shape and payload.
            mac.update((text.length + ":").getBytes(StandardCharsets.US_ASCII));
            mac.update(text);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
