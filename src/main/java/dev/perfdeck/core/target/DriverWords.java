package dev.perfdeck.core.target;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/// Recognises what the PostgreSQL driver says of itself, where neither SQLState nor cause tells cases apart. It speaks
/// the language of the machine, so its words are compared in that language. Pure.
final class DriverWords {
    /// What the driver puts a host or a class for.
    private static final String BLANK = "\u0000";

    private DriverWords() {}

    static boolean timedOut(SQLException e) {
        return says(e, "Connection attempt timed out.");
    }

    /// The server asks for a password, and the driver has none to give.
    static boolean passwordMissing(SQLException e) {
        return says(e, "The server requested SCRAM-based authentication, but no password was provided.")
                || says(e, "The server requested SCRAM-based authentication, but the password is an empty string.")
                || says(
                        e,
                        "The server requested password-based authentication, but no password was provided by plugin {0}");
    }

    /// Why there is no TLS that can be trusted; empty where it is something else.
    static Optional<String> tlsRefusal(SQLException e) {
        var tls = Words.cause(e, SSLException.class);
        if (tls != null) {
            return Optional.of(Words.firstLine(tls.getMessage()));
        }
        // The only files that the driver opens for us are certificates and keys.
        var refused = Words.cause(e, GeneralSecurityException.class) != null
                || Words.cause(e, FileNotFoundException.class) != null
                || says(e, "The server does not support SSL.")
                || says(e, "The hostname {0} could not be verified by hostnameverifier {1}.");
        return refused ? Optional.of(Words.firstLine(e.getMessage())) : Optional.empty();
    }

    private static boolean says(SQLException e, String template) {
        var message = String.valueOf(e.getMessage());
        for (var part : GT.tr(template, BLANK, BLANK).split(BLANK, -1)) {
            if (!message.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
