package dev.perfdeck.support;

import java.io.IOException;

/// Sends signals to single processes, which the test started.
public final class Signal {
    private Signal() {}

    /// @param name `STOP`, `CONT`, `KILL` …
    public static void send(String name, long pid) throws IOException, InterruptedException {
        var ended = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IOException("no process " + pid + " to send " + name + " to");
        }
    }
}
