package dev.perfdeck.cli;

import dev.perfdeck.app.ApiStarter;
import dev.perfdeck.app.Startup;
import dev.perfdeck.model.FaultException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The command line. What a machine reads goes to `out`, everything else to `err`; both are UTF-8, whatever the locale.
public final class Cli {
    private static final Logger log = LoggerFactory.getLogger(Cli.class);

    private final Startup startup;
    private final ApiStarter api;
    private final StopSignal stop;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;

    public Cli(Startup startup, ApiStarter api, StopSignal stop, PrintStream out, PrintStream err, Terminal terminal) {
        this.startup = startup;
        this.api = api;
        this.stop = stop;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /// On the streams and signals of this process.
    public static Cli ofProcess(Startup startup, ApiStarter api) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Cli(startup, api, new Termination(), out, err, Terminal.ofProcess());
    }

    /// Runs one command and returns its exit code; see [ExitCode].
    public int run(String... args) {
        var options = new Perfdeck(startup);
        var say = new Say(err);
        var prompt = new PasswordPrompt(terminal, say);
        var consoles = new Consoles(startup, options, say, prompt);
        var line = new CommandLine(options)
                .addSubcommand("demo", new DemoCommand(startup, options))
                .addSubcommand("serve", new ServeCommand(startup, options, api, stop, out, say, prompt))
                .addSubcommand("status", new StatusCommand(consoles, options, out, say))
                .addSubcommand("cache", new CacheCommand(consoles, options, out))
                .addSubcommand("query", new QueryCommand(consoles, options, out, say))
                .addSubcommand("migrate", new MigrateCommand(consoles, options, out, err, say, terminal))
                .addSubcommand("lab", new LabCommand(consoles, options, out, say))
                .addSubcommand("advise", new AdviseCommand(consoles, options, out, say, stop));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((wrong, _) -> usage(wrong, say));
        line.setExecutionExceptionHandler((failure, _, _) -> failed(failure, say));
        return line.execute(args);
    }

    private static int usage(ParameterException wrong, Say say) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        say.line(String.valueOf(wrong.getMessage()) + ". Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private static int failed(Exception failure, Say say) {
        if (failure instanceof FaultException known) {
            say.fault(known.fault());
            return ExitCode.of(known.fault());
        }
        log.error("a command failed", failure);
        say.line("Perfdeck failed unexpectedly (" + failure.getClass().getSimpleName() + ").");
        return ExitCode.FAILED;
    }
}
