package dev.perfdeck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.perfdeck.app.Shapes;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `perfdeck status`: measures, prints once and answers with an exit code.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Measures once and tells whether the targets are met.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all targets are met",
            "2:bad usage or configuration",
            "3:some target is missed or unknown",
            "4:cannot connect"
        })
final class StatusCommand implements Callable<Integer> {

    private final Consoles consoles;
    private final Perfdeck options;
    private final PrintStream out;
    private final Say say;

    @Option(names = "--demo", description = "On the embedded demo.")
    private boolean demo;

    StatusCommand(Consoles consoles, Perfdeck options, PrintStream out, Say say) {
        this.consoles = consoles;
        this.options = options;
        this.out = out;
        this.say = say;
    }

    @Override
    public Integer call() throws InterruptedException, JsonProcessingException {
        return consoles.heard(demo, console -> {
            TargetStatus status = console.status();
            List<SourceHealth> health = console.health();
            out.print(options.json() ? json(status) : StatusTable.of(status, health));
            out.flush();
            health.forEach(source -> source.fault().ifPresent(say::fault));
            return ExitCode.of(status, health);
        });
    }

    private static String json(TargetStatus status) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(Shapes.status(status)) + "\n";
    }
}
