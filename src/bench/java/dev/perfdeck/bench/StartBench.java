package dev.perfdeck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Time to the first frame, against an empty JavaFX window on the same runtime with the same options. ABBA order,
/// median
/// of seven, the first of each thrown away.
final class StartBench {
    private static final int ROUNDS = 8;

    private StartBench() {}

    static void main(String[] args) throws Exception {
        var perfdeck = new ArrayList<Long>();
        var empty = new ArrayList<Long>();
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                perfdeck.add(run("perfdeck"));
                empty.add(run("empty"));
            } else {
                empty.add(run("empty"));
                perfdeck.add(run("perfdeck"));
            }
        }
        double ours = median(perfdeck);
        double bare = median(empty);
        System.out.printf("start: first frame %.0f ms, empty window %.0f ms%n", ours, bare);
        System.out.printf("start / empty window: %.2f (goal 2.0)%n", ours / bare);
    }

    private static double median(List<Long> times) {
        var sorted = times.subList(1, times.size()).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static long run(String what) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.perfdeck.bench.FirstFrame", what));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return Long.parseLong(said);
    }

    static List<String> options() throws IOException {
        return Files.readAllLines(Path.of("assets", "jvm.options")).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.replace("javafx.graphics,", ""))
                .toList();
    }
}
