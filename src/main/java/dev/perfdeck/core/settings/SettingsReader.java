package dev.perfdeck.core.settings;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Settings;
import dev.perfdeck.model.Targets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the configuration: one TOML file, overridden key by key by environment variables. Whatever is wrong is a
/// `FaultException` with a `Fault.Rejected` that names the file and the line, or the variable.
///
/// Stateless; safe on any thread; reads files, so not for a thread that draws.
public final class SettingsReader {
    private static final List<String> KEYS = List.of("active", "targets", "api", "environments");
    private static final List<String> TARGETS = List.of("api_p95_ms", "cache_hit_rate_percent", "slow_query_ms");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final double DAY_MILLIS = 86_400_000;

    private final Map<String, String> variables;
    private final SettingsPlace place;
    private final EnvironmentReader environments;

    /// @param variables  of the process, `System.getenv()`
    /// @param properties of the JVM: `os.name`, `user.home` and `user.name` are read
    public SettingsReader(Map<String, String> variables, Map<String, String> properties) {
        this.variables = Map.copyOf(variables);
        this.place = new SettingsPlace(this.variables, properties);
        String systemUser = properties.getOrDefault("user.name", "postgres");
        this.environments = new EnvironmentReader(variables.getOrDefault("PGUSER", systemUser));
    }

    public static SettingsReader ofProcess() {
        return of(System.getenv());
    }

    public static SettingsReader of(Map<String, String> variables) {
        var properties = new LinkedHashMap<String, String>();
        for (String name : List.of("os.name", "user.home", "user.name")) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new SettingsReader(variables, properties);
    }

    /// Where the file is or would be; `api-token` stands beside it.
    public Path file(Optional<Path> asked) {
        return place.file(asked);
    }

    /// Empty when nothing is configured at all: no file and no variable that names a server.
    ///
    /// @param asked  `--config FILE`
    /// @param active `--env NAME`; wins over the file's `active`
    public Optional<Settings> read(Optional<Path> asked, Optional<String> active) {
        Optional<TomlFile> file = place.existing(asked).map(TomlFile::read);
        Section root = Section.ofFile(file, variables);
        if (file.isEmpty() && !variablesNameAServer(root)) {
            return refuseNameOf(active);
        }
        root.knowsOnly(KEYS);
        int port = apiPort(root);
        Targets targets = targets(root.within("targets").knowsOnly(TARGETS));
        Section tables = root.within("environments").through(null);
        boolean onlyVariables = tables.keys().isEmpty() && variablesNameAServer(root);
        String chosen = onlyVariables ? ActiveName.DEFAULT : ActiveName.choose(root, tables, active);
        return Optional.of(new Settings(
                file.map(TomlFile::path), chosen, targets, port, all(root, tables, chosen, onlyVariables)));
    }

    /// Where a changed hit-rate target is kept: the file of these settings, unless there is none or a variable would
    /// win over it.
    public Optional<TargetFile> targetFile(Settings settings) {
        var overridden = !variables
                .getOrDefault("PERFDECK_TARGETS_CACHE_HIT_RATE_PERCENT", "")
                .isEmpty();
        return settings.file().filter(file -> !overridden).map(TargetFile::new);
    }

    /// The targets that the environment variables ask for, else the defaults; looks at no file.
    public Targets targets() {
        return targets(Section.ofFile(Optional.empty(), variables).within("targets"));
    }

    /// Settings of an environment that no file describes, as the demo's; variables still set targets and port.
    public Settings around(Environment environment) {
        var port = apiPort(Section.ofFile(Optional.empty(), variables));
        return new Settings(
                Optional.empty(), environment.name(), targets(), port, Map.of(environment.name(), environment));
    }

    private static int apiPort(Section root) {
        return root.within("api")
                .knowsOnly(List.of("port"))
                .orElse("port", (long) Settings.DEFAULT_API_PORT, given -> given.integer(0, 65_535))
                .intValue();
    }

    private Map<String, Environment> all(Section root, Section tables, String active, boolean onlyVariables) {
        var all = new LinkedHashMap<String, Environment>();
        for (String name : tables.keys()) {
            if (!NAME.matcher(name).matches()) {
                throw Rejection.of(
                        tables.where(name),
                        "environment " + Rejection.named(name) + " has a name that cannot be typed",
                        "up to 64 letters, digits and _ . - only");
            }
            String prefix = name.equals(active) ? root.variables() : null;
            all.put(name, environments.read(name, tables.within(name).through(prefix)));
        }
        if (onlyVariables) {
            all.put(active, environments.read(active, Section.ofFile(Optional.empty(), variables)));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Targets targets(Section section) {
        return new Targets(
                section.orElse("api_p95_ms", Targets.DEFAULT.apiP95Millis(), given -> given.number(1, DAY_MILLIS)),
                section.orElse(
                        "cache_hit_rate_percent", Targets.DEFAULT.cacheHitRatePercent(), given -> given.number(0, 100)),
                section.orElse(
                        "slow_query_ms",
                        Targets.DEFAULT.slowQueryMillis(),
                        given -> given.integer(1, (long) DAY_MILLIS)));
    }

    private static boolean variablesNameAServer(Section root) {
        return root.within("database").find("url").isPresent()
                || root.within("redis").find("url").isPresent()
                || root.within("endpoints").find("performance_api").isPresent();
    }

    private Optional<Settings> refuseNameOf(Optional<String> active) {
        if (active.isPresent()) {
            throw Rejection.of("--env", "nothing is configured", "a configuration file at " + place.usual());
        }
        return Optional.empty();
    }
}
