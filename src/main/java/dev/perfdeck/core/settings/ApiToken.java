package dev.perfdeck.core.settings;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bearer token of the performance API: 256 random bits in the file `api-token` beside the configuration file, made
/// at first use and readable by its owner only. The token itself is never logged.
///
/// Safe on any thread and with other processes: whoever makes the file first, all read the same token.
public final class ApiToken {
    private static final Logger log = LoggerFactory.getLogger(ApiToken.class);
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43,256}");
    private static final String REMEDY = "Remove the file; a new token is made at the next start.";

    private final Path file;

    private ApiToken(Path file) {
        this.file = file;
    }

    public static ApiToken at(Path directory) {
        return new ApiToken(directory.resolve("api-token"));
    }

    public Path file() {
        return file;
    }

    /// Reads the token, or makes one. A file that others may read is narrowed, and a warning asks to replace the token.
    public Secret read() {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) && PrivateFile.create(file, made())) {
                log.info("made the token file {}", file);
            }
            return existing();
        } catch (IOException | UnsupportedOperationException e) {
            throw new FaultException(new Fault.Internal("the token file " + file + " cannot be used", REMEDY), e);
        }
    }

    private Secret existing() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString(), null, "not a regular file");
        }
        if (PrivateFile.narrow(file)) {
            log.warn("{} could be read by others; it no longer can. Remove it to get a new token.", file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            String token = new String(in.readNBytes(512), StandardCharsets.ISO_8859_1).strip();
            if (!SHAPE.matcher(token).matches()) {
                throw new FaultException(new Fault.Rejected(
                        file.toString(),
                        "this is not a token of Perfdeck's",
                        "one line of 43 letters and digits. " + REMEDY));
            }
            return new Secret(token);
        }
    }

    private static byte[] made() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return (token + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
