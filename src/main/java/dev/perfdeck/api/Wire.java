package dev.perfdeck.api;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/// An answer as bytes. No header ever opens it to web pages: there is no Access-Control-* in this package.
final class Wire {
    static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private Wire() {}

    static byte[] bytes(Answer answer, boolean headOnly, boolean keep) {
        var head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(Problem.title(answer.status()))
                .append("\r\nDate: ")
                .append(DATE.format(ZonedDateTime.now(ZoneOffset.UTC)))
                .append("\r\nContent-Type: ")
                .append(answer.type())
                .append("\r\nContent-Length: ")
                .append(answer.body().length)
                .append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append(keep ? "\r\n" : "Connection: close\r\n\r\n");
        byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        if (headOnly) {
            return first;
        }
        byte[] whole = Arrays.copyOf(first, first.length + answer.body().length);
        System.arraycopy(answer.body(), 0, whole, first.length, answer.body().length);
        return whole;
    }
}
