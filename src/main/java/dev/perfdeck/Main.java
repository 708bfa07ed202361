package dev.perfdeck;

/// Reads the arguments, picks a face.
public final class Main {
    private Main() {}

    static void main(String[] args) {
        System.exit(args.length);
    }
}
