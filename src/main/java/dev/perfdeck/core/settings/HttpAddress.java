package dev.perfdeck.core.settings;

import java.net.URI;
import java.net.URISyntaxException;

/// Checks `http://` and `https://` URLs of endpoints.
final class HttpAddress {
    private HttpAddress() {}

    static URI check(Given given) {
        String url = given.line();
        int start = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : -1;
        if (start < 0) {
            throw given.reject("is not an HTTP URL", "http://HOST/PATH or https://HOST/PATH");
        }
        if (url.indexOf('@') >= 0) {
            throw given.reject("carries a user name or a password", "a URL without user and password");
        }
        Ascii.hostAndPort(given, url.substring(start).split("[/?#]", 2)[0]);
        if (url.indexOf('#') >= 0) {
            throw given.reject("has a fragment", "a URL without #");
        }
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            throw given.reject("is not a valid URL", "blanks and other special characters written as %XX");
        }
    }
}
