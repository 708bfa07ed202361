package dev.perfdeck.core.settings;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A server's URL that somebody pasted with the password in it, taken apart. Only where there is no doubt which part is
/// the password: a wrong guess would show a piece of it.
///
/// @param url  the same without user (PostgreSQL) and without password; not checked
/// @param user empty where there is none
public record PastedUrl(String url, String user, Secret password) {
    private static final Pattern SHAPE = Pattern.compile(
            "(jdbc:postgresql|postgresql|postgres|rediss?(?:-sentinel)?)://(?:([^/?@]*)@)?([^?@]+)(?:\\?(.*))?");

    public static Optional<PastedUrl> of(String text) {
        var parts = SHAPE.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            boolean redis = parts.group(1).startsWith("redis");
            var login =
                    parts.group(2) == null ? new String[] {""} : parts.group(2).split(":", 2);
            var query = parts.group(4) == null ? "" : parts.group(4);
            return redis
                    ? redis(parts.group(1) + "://", login, parts.group(3), query)
                    : postgres(login, parts.group(3), query);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PastedUrl> redis(String scheme, String[] login, String place, String query) {
        if (login.length < 2 || login[1].isEmpty() || !query.isEmpty()) {
            return Optional.empty();
        }
        String user = login[0].isEmpty() ? "" : login[0] + "@";
        return Optional.of(new PastedUrl(scheme + user + place, login[0], new Secret(percent(login[1]))));
    }

    private static Optional<PastedUrl> postgres(String[] login, String place, String query) {
        String user = percent(login[0]);
        String password = login.length == 2 ? percent(login[1]) : "";
        var kept = new ArrayList<String>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var pair = parameter.split("=", 2);
            switch (pair[0].toLowerCase(Locale.ROOT)) {
                case "user" -> user = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : user;
                case "password" ->
                    password = pair.length == 2 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : password;
                default -> kept.add(parameter);
            }
        }
        String rest = kept.isEmpty() ? "" : "?" + String.join("&", kept);
        return password.isEmpty()
                ? Optional.empty()
                : Optional.of(new PastedUrl("jdbc:postgresql://" + place + rest, user, new Secret(password)));
    }

    /// In front of the host a plus sign is a plus sign.
    private static String percent(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// What to write in the file instead, where the rest of the URL is right.
    ///
    /// @param check throws when it is not
    static String instead(Given given, Consumer<Given> check) {
        return of(given.line())
                .filter(pasted -> pasted.user().matches("[A-Za-z0-9_.-]{0,63}") && right(given, pasted, check))
                .map(pasted -> given.key() + " = \"" + pasted.url() + "\""
                        + (pasted.user().isEmpty() || pasted.url().startsWith("redis")
                                ? ""
                                : " and user = \"" + pasted.user() + "\"")
                        + "; for the password, " + NoPasswords.WAYS)
                .orElse("");
    }

    private static boolean right(Given given, PastedUrl pasted, Consumer<Given> check) {
        try {
            check.accept(new Given(given.where(), given.key(), pasted.url(), given.fromEnvironment()));
            return true;
        } catch (FaultException _) {
            return false;
        }
    }
}
