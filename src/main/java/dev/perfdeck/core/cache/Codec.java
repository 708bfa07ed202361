package dev.perfdeck.core.cache;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// JSON to and from values, with readers and writers that know their type already. Safe on any thread.
final class Codec {
    private final ObjectMapper json;
    private final ConcurrentMap<Type, ObjectReader> readers = new ConcurrentHashMap<>();
    private final ConcurrentMap<Type, ObjectWriter> writers = new ConcurrentHashMap<>();

    Codec(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(Object value, Type type) throws IOException {
        return writers.computeIfAbsent(type, t -> json.writerFor(json.constructType(t)))
                .writeValueAsBytes(value);
    }

    @Nullable
    Object read(byte[] bytes, Type type) throws IOException {
        var reader = readers.get(type);
        if (reader == null) {
            reader = readers.computeIfAbsent(type, t -> json.readerFor(json.constructType(t)));
        }
        return reader.readValue(bytes);
    }
}
