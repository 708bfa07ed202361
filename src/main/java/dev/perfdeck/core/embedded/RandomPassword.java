package dev.perfdeck.core.embedded;

import dev.perfdeck.model.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A password nobody has to remember: it lives as long as one server.
public final class RandomPassword {
    private RandomPassword() {}

    public static Secret make() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }
}
