package dev.perfdeck.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The load of six live charts of 300 points that move on once a second: the CPU time of a JVM of its own for each
/// way to draw them.
final class ChartLoad {
    private ChartLoad() {}

    static void measure() throws IOException, InterruptedException {
        double ours = run("ours");
        double standard = run("line-chart");
        double still = run("line-chart-still");
        double plain = run("line-chart-plain");
        double canvas = run("canvas");
        ChartBench.say(
                "six charts at 1 Hz, %% of a core: ours %.1f, LineChart %.1f, not animated %.1f, nor symbols %.1f, Canvas %.1f",
                ours, standard, still, plain, canvas);
        ChartBench.say("P6 ours / LineChart: %.3f (goal 0.10)", ours / standard);
        ChartBench.say("P6 ours / LineChart animated=false: %.2f (goal 0.40)", ours / still);
        ChartBench.say("P6 ours / LineChart animated=false createSymbols=false: %.2f", ours / plain);
        ChartBench.say("P6 ours / bare Canvas polyline: %.2f (goal 1.3)", ours / canvas);
    }

    /// Per cent of a core.
    private static double run(String what) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "dev.perfdeck.bench.ChartLoadChild", what));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return Double.parseDouble(said);
    }
}
