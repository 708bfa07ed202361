package dev.perfdeck.core.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// A TOML file, read whole and found well-formed, or rejected with its line.
record TomlFile(Path path, TomlTable root) {
    static final int LARGEST_BYTES = 1 << 20;
    private static final String READABLE = "a readable configuration file in TOML";

    static TomlFile read(Path path) {
        String text = text(path);
        TomlParseResult parsed = parse(path, text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (parsed.hasErrors()) {
            throw syntax(path, parsed.errors().getFirst());
        }
        NoPasswords.in(path, parsed);
        return new TomlFile(path, parsed);
    }

    private static TomlParseResult parse(Path path, String text) {
        try {
            return Toml.parse(text);
        } catch (StackOverflowError _) {
            throw Rejection.of(path.toString(), "brackets are nested too deeply", "at most a few levels");
        } catch (RuntimeException | AssertionError _) {
            // the parser stumbles over some broken escapes instead of reporting them
            throw Rejection.of(path.toString(), "not valid TOML", "text without broken \\ escapes in double quotes");
        }
    }

    private static String text(Path path) {
        byte[] bytes = bytes(path);
        if (bytes.length > LARGEST_BYTES) {
            throw Rejection.of(path.toString(), "the file is larger than 1 MiB", "a configuration file of a few lines");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Rejection.of(path.toString(), "the file is not UTF-8 text", "a text file saved as UTF-8");
        }
    }

    private static byte[] bytes(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw Rejection.of(path.toString(), "this is not a file", READABLE);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(LARGEST_BYTES + 1);
        } catch (AccessDeniedException _) {
            throw Rejection.of(path.toString(), "the file may not be read", "read permission for this user");
        } catch (IOException _) {
            boolean missing = !Files.exists(path);
            throw Rejection.of(
                    path.toString(), missing ? "there is no such file" : "the file cannot be read", READABLE);
        }
    }

    /// The parser's own words quote the line, which may hold a password; only what it expected is repeated.
    private static RuntimeException syntax(Path path, TomlParseError error) {
        String where = path + ":" + error.position().line();
        String message = String.valueOf(error.getMessage());
        if (message.contains("previously defined") || message.contains("already defined")) {
            return Rejection.of(where, "this key or table is defined twice", "each key and each [table] once");
        }
        int expected = message.lastIndexOf(", expected ");
        return Rejection.of(
                where,
                "not valid TOML at column " + error.position().column(),
                expected < 0 ? "a line like key = \"value\", or a [table]" : message.substring(expected + 11));
    }
}
