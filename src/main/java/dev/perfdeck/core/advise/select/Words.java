package dev.perfdeck.core.advise.select;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/// The words of an AMPL data file, one by one: names, numbers, quoted texts, and the marks `; := [ ]`. Comments and
/// commas are passed over.
final class Words {
    private final BufferedReader text;
    private String line = "";
    private int at;
    private int number;

    Words(Reader text) {
        this.text = new BufferedReader(text, 1 << 16);
    }

    /// Empty at the end.
    String next() throws IOException {
        while (true) {
            while (at < line.length() && (line.charAt(at) <= ' ' || line.charAt(at) == ',')) {
                at++;
            }
            if (at < line.length() && line.charAt(at) != '#') {
                return word();
            }
            String read = text.readLine();
            if (read == null) {
                return "";
            }
            line = read;
            at = 0;
            number++;
        }
    }

    private String word() throws IOException {
        int from = at;
        char first = line.charAt(at++);
        if (first == '\'' || first == '"') {
            int end = line.indexOf(first, at);
            if (end < 0) {
                throw wrong("a quote that is not closed", "its other end on the same line");
            }
            at = end + 1;
            return line.substring(from + 1, end);
        }
        if (first == ';' || first == '[' || first == ']') {
            return line.substring(from, at);
        }
        if (first == ':' && at < line.length() && line.charAt(at) == '=') {
            at++;
            return ":=";
        }
        while (at < line.length() && !ends(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private static boolean ends(char c) {
        return c <= ' ' || c == ';' || c == '[' || c == ']' || c == ',' || c == ':' || c == '#';
    }

    IllegalArgumentException wrong(String what, String expected) {
        return new IllegalArgumentException("line " + number + ": " + what + "; expected " + expected);
    }
}
