package dev.perfdeck.core.cache;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds keys from values: the same on every JVM, and different for different values.
///
/// | value | text |
/// |---|---|
/// | whole number | `17`, whatever its width |
/// | plain word (`A-Z a-z 0-9 _ . -`, not beginning with a digit or sign) | itself |
/// | any other text | `'...'` with everything but letters, digits and `_ . -` as `%` and four hex digits a UTF-16 unit
/// |
/// | `true`, `false`, `null` | the word; the texts of these names are quoted |
/// | list or array; set; map | `[a,b]`; `{a,b}` in order of text; `{a=1,b=2}`, `{=}` when empty |
/// | optional | `?()` or `?(a)` |
/// | everything else that has a value | `@class(text)`; a record's text is its components |
///
/// Parts are joined by `:`, none at all is `()`. What is longer than 200 characters becomes `#` and its SHA-256.
public final class Keys {
    private static final int LONGEST = 200;

    private Keys() {}

    /// @throws IllegalArgumentException for a value without a stable text, saying which and why
    public static String of(String prefix, @Nullable Object... parts) {
        var text = switch (parts.length) {
            case 0 -> "()";
            case 1 -> text(parts[0]);
            default -> Arrays.stream(parts).map(Keys::text).collect(Collectors.joining(":"));
        };
        return prefix + ":" + (text.length() > LONGEST ? "#" + sha256(text) : text);
    }

    /// The hash of a filter or another long value, in 64 hex digits.
    public static String hash(@Nullable Object... parts) {
        return sha256(Arrays.stream(parts).map(Keys::text).collect(Collectors.joining(":")));
    }

    /// Whether every value of this declared type has a stable text; a type that says too little is given the benefit of
    /// the doubt until there is a value.
    public static boolean mayBeKey(Class<?> type) {
        return type.isPrimitive()
                || type.isInterface()
                || type == Object.class
                || (type.isArray() && mayBeKey(type.getComponentType()))
                || type.isRecord()
                || type.isEnum()
                || type == Number.class
                || Collection.class.isAssignableFrom(type)
                || Map.class.isAssignableFrom(type)
                || PLAIN.stream().anyMatch(plain -> plain.isAssignableFrom(type));
    }

    private static final Set<Class<?>> PLAIN = Set.of(
            CharSequence.class,
            Character.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            UUID.class,
            Optional.class,
            TemporalAccessor.class,
            TemporalAmount.class);

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> word(text);
            case Byte _, Short _, Integer _, Long _, BigInteger _, Boolean _ -> value.toString();
            case Collection<?> many -> many instanceof Set<?> set ? sorted(set) : list(many);
            case Map<?, ?> map -> map(map);
            case Optional<?> optional -> "?(" + optional.map(Keys::text).orElse("") + ")";
            default -> value.getClass().isArray() ? array(value) : named(value);
        };
    }

    private static String word(String text) {
        boolean plain = !text.isEmpty()
                && text.length() <= LONGEST
                && (letter(text.charAt(0)) || text.charAt(0) == '_')
                && plain(text)
                && !text.equals("true")
                && !text.equals("false")
                && !text.equals("null");
        return plain ? text : "'" + escaped(text) + "'";
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!plain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(int c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    }

    private static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (plain(c)) {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().toHexDigits(c));
            }
        }
        return out.toString();
    }

    private static String list(Collection<?> many) {
        return many.stream().map(Keys::text).collect(Collectors.joining(",", "[", "]"));
    }

    private static String array(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> text(Array.get(array, i)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String sorted(Set<?> set) {
        return set.stream().map(Keys::text).sorted().collect(Collectors.joining(",", "{", "}"));
    }

    private static String map(Map<?, ?> map) {
        return map.isEmpty()
                ? "{=}"
                : map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String named(Object value) {
        return switch (value) {
            case Enum<?> constant -> "@" + constant.getDeclaringClass().getName() + "(" + constant.name() + ")";
            case Record fields -> "@" + value.getClass().getName() + "(" + components(fields) + ")";
            case Character _,
                    Double _,
                    Float _,
                    BigDecimal _,
                    UUID _,
                    CharSequence _,
                    TemporalAccessor _,
                    TemporalAmount _ -> "@" + value.getClass().getName() + "(" + escaped(value.toString()) + ")";
            default ->
                throw new IllegalArgumentException(
                        "a " + value.getClass().getName()
                                + " cannot be part of a key: it has no text that is the same on every JVM. Pass its id, or make it a record.");
        };
    }

    private static String components(Record fields) {
        return Arrays.stream(fields.getClass().getRecordComponents())
                .map(component -> text(read(fields, component)))
                .collect(Collectors.joining(","));
    }

    private static @Nullable Object read(Record fields, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(fields);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException("component " + component + " cannot be read for a key", e);
        }
    }

    private static String sha256(String text) {
        try {
            // UTF-16, in which no two texts look the same, however ill-formed.
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_16BE)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
