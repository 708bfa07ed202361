package dev.perfdeck.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the body of a request to its end and forgets it, since no endpoint takes one; 64 KiB at most.
final class Body {
    static final int LARGEST = 64 * 1024;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CHUNK = Pattern.compile("[0-9A-Fa-f]{1,8}");
    private static final int LONGEST_CHUNK_LINE = 64;

    private final InputStream in;

    Body(InputStream in) {
        this.in = in;
    }

    /// The length that the head declares; -1: in chunks.
    static long declared(Request request) throws Refusal {
        List<String> lengths = request.all("content-length");
        List<String> encodings = request.all("transfer-encoding");
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty()
                    || encodings.size() > 1
                    || !encodings.getFirst().equalsIgnoreCase("chunked")) {
                throw new Refusal(400, "Transfer-Encoding must be chunked, once, and without Content-Length");
            }
            return -1;
        }
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
            throw new Refusal(400, "Content-Length must be one number");
        }
        long length = Long.parseLong(lengths.getFirst());
        if (length > LARGEST) {
            throw tooLarge();
        }
        return length;
    }

    void skip(long declared) throws IOException {
        if (declared >= 0) {
            in.skipNBytes(declared);
            return;
        }
        long left = LARGEST;
        for (int chunk = chunk(); chunk > 0; chunk = chunk()) {
            left -= chunk;
            if (left < 0) {
                throw tooLarge();
            }
            in.skipNBytes(chunk);
            lineEnd();
        }
        lineEnd();
    }

    /// Neither chunk extensions nor trailers are taken: no client of this API needs them, and smugglers do.
    private int chunk() throws IOException {
        var line = new StringBuilder();
        for (int b = in.read(); b != '\r'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (line.append((char) b).length() > LONGEST_CHUNK_LINE) {
                throw new Refusal(400, "a chunk size is malformed");
            }
        }
        if (in.read() != '\n' || !CHUNK.matcher(line).matches()) {
            throw new Refusal(400, "a chunk size is malformed");
        }
        long size = Long.parseLong(line, 0, line.length(), 16);
        if (size > LARGEST) {
            throw tooLarge();
        }
        return (int) size;
    }

    private void lineEnd() throws IOException {
        if (in.read() != '\r' || in.read() != '\n') {
            throw new Refusal(400, "a chunk does not end in CR LF");
        }
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "the body is larger than " + LARGEST + " bytes");
    }
}
