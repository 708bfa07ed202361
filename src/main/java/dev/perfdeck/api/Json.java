package dev.perfdeck.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes shapes as JSON in UTF-8.
final class Json {
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    private Json() {}

    static byte[] bytes(Map<String, ? extends @Nullable Object> shape) {
        try {
            return WRITER.writeValueAsBytes(shape);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shape of maps, lists, text and numbers is always written", e);
        }
    }
}
