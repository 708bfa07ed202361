package dev.perfdeck;

import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// One line a record, on stderr, warnings and up; `PERFDECK_LOG=debug` shows everything of our own.
final class Logs {
    private static final Logger OURS = Logger.getLogger("dev.perfdeck");

    /// The slow queries of the demo's own service: its window shows them, a terminal need not.
    private static final Logger NOTED_ELSEWHERE = Logger.getLogger("dev.perfdeck.core.query");

    /// The demo's pool reports each connection that the end of the demo cuts; a request that fails says so itself.
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari");

    private Logs() {}

    static void start() {
        var debug = "debug".equalsIgnoreCase(System.getenv("PERFDECK_LOG"));
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %3$s: %5$s%6$s%n");
        LogManager.getLogManager().reset();
        var handler = new ConsoleHandler();
        handler.setFormatter(new SimpleFormatter());
        handler.setLevel(Level.ALL);
        var root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
        NOTED_ELSEWHERE.setLevel(debug ? Level.FINE : Level.SEVERE);
        POOL.setLevel(debug ? Level.WARNING : Level.SEVERE);
        OURS.setLevel(debug ? Level.FINE : Level.WARNING);
    }
}
