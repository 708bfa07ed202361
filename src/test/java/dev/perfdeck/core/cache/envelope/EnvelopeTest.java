package dev.perfdeck.core.cache.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.cache.envelope.Envelope.Kind;
import dev.perfdeck.core.cache.envelope.EnvelopeFormat.Malformed;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final EnvelopeFormat FORMAT = new EnvelopeFormat(64, 1 << 16);

    @Property
    void whatIsWrittenIsRead(
            @ForAll Kind kind,
            @ForAll long stamp,
            @ForAll long soft,
            @ForAll int load,
            @ForAll @Size(max = 5) Map<@StringLength(max = 20) String, Long> tags,
            @ForAll @Size(max = 300) byte[] payload)
            throws Malformed {
        var envelope = new Envelope(kind, stamp, 1, soft, 3, load, 4, wellFormed(tags), payload);
        byte[] bytes = FORMAT.write(envelope);
        var read = FORMAT.read(bytes);
        assertThat(read).usingRecursiveComparison().isEqualTo(envelope);
        assertThat(EnvelopeFormat.stamp(bytes)).isEqualTo(stamp);
    }

    @Property
    void damageNeverThrowsAnythingElse(@ForAll @Size(max = 200) byte[] garbage, @ForAll @IntRange(max = 199) int cut) {
        readOrMalformed(garbage);
        byte[] ours = garbage.clone();
        for (int i = 0; i < Math.min(2, ours.length); i++) {
            ours[i] = new byte[] {'P', 1}[i];
        }
        readOrMalformed(ours);
        readOrMalformed(Arrays.copyOf(ours, Math.min(cut, ours.length)));
    }

    @Test
    void longPayloadsAreCompressedAndTooLongOnesRefused() throws Malformed {
        byte[] text = "to be or not to be ".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(FORMAT.write(value(text)).length).isLessThan(text.length / 10);
        assertThat(FORMAT.read(FORMAT.write(value(text))).payload()).isEqualTo(text);
        assertThatThrownBy(() -> FORMAT.write(value(new byte[(1 << 16) + 1]))).isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> new EnvelopeFormat(64, 1000).read(FORMAT.write(value(text))))
                .as("a bomb is not inflated")
                .isInstanceOf(Malformed.class);
    }

    private static Envelope value(byte[] payload) {
        return new Envelope(Kind.VALUE, 7, 1, 2, 3, 4, 5, Map.of(), payload);
    }

    private static Map<String, Long> wellFormed(Map<String, Long> tags) {
        var clean = new java.util.HashMap<String, Long>();
        tags.forEach((tag, token) -> clean.put(tag.replaceAll("\\p{Cs}", "?"), token));
        return clean;
    }

    private static void readOrMalformed(byte[] bytes) {
        try {
            assertThat(FORMAT.read(bytes)).isNotNull();
        } catch (Malformed e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }
}
