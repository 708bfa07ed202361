package dev.perfdeck.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the head of an HTTP/1.1 request (RFC 9112), strictly: what two readers could read in two ways is refused.
final class HeadReader {
    static final int LARGEST_HEAD = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
    private static final Pattern TARGET = Pattern.compile("/[\\x21\\x24-\\x7E]*");

    private final InputStream in;
    private int left;

    HeadReader(InputStream in) {
        this.in = in;
    }

    /// Empty when the caller ended the connection between two requests.
    Optional<Request> read() throws IOException {
        left = LARGEST_HEAD;
        in.mark(1);
        if (in.read() < 0) {
            return Optional.empty();
        }
        in.reset();
        String line = line(414);
        // one empty line before a request is left behind by some old clients
        String[] words = (line.isEmpty() ? line(414) : line).split(" ", -1);
        if (words.length != 3 || !TOKEN.matcher(words[0]).matches()) {
            throw new Refusal(400, "the request line is malformed");
        }
        if (!words[2].equals("HTTP/1.1") && !words[2].equals("HTTP/1.0")) {
            throw new Refusal(400, "only HTTP/1.1 and HTTP/1.0 are spoken here");
        }
        if (!TARGET.matcher(words[1]).matches()) {
            throw new Refusal(400, "the request target is malformed");
        }
        return Optional.of(request(words, headers()));
    }

    private static Request request(String[] words, Map<String, List<String>> headers) {
        int question = words[1].indexOf('?');
        String path = question < 0 ? words[1] : words[1].substring(0, question);
        boolean close = headers.getOrDefault("connection", List.of()).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
        return new Request(
                words[0],
                path,
                question < 0 ? "" : words[1].substring(question + 1),
                words[2].equals("HTTP/1.1") && !close,
                headers);
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (String line = line(431); !line.isEmpty(); line = line(431)) {
            int colon = line.indexOf(':');
            if (colon < 0 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
                throw new Refusal(400, "a header line is malformed");
            }
            if (++count > MOST_HEADERS) {
                throw new Refusal(431, "more than " + MOST_HEADERS + " header lines");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.computeIfAbsent(name, _ -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line(int tooLong) throws IOException {
        byte[] buffer = new byte[128];
        int size = 0;
        for (int b = next(tooLong); b != '\r'; b = next(tooLong)) {
            if ((b < ' ' && b != '\t') || b == 0x7F) {
                throw new Refusal(400, "a line holds a control character or does not end in CR LF");
            }
            if (size == LONGEST_LINE) {
                throw new Refusal(tooLong, "a line is longer than " + LONGEST_LINE + " bytes");
            }
            if (size == buffer.length) {
                buffer = java.util.Arrays.copyOf(buffer, size * 2);
            }
            buffer[size++] = (byte) b;
        }
        if (next(tooLong) != '\n') {
            throw new Refusal(400, "a line does not end in CR LF");
        }
        return new String(buffer, 0, size, StandardCharsets.ISO_8859_1);
    }

    private int next(int tooLong) throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        if (--left < 0) {
            throw new Refusal(tooLong, "the head is larger than " + LARGEST_HEAD + " bytes");
        }
        return b;
    }
}
