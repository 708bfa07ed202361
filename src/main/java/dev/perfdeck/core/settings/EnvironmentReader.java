package dev.perfdeck.core.settings;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Environment.Database;
import dev.perfdeck.model.Environment.Endpoint;
import dev.perfdeck.model.Environment.Redis;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Reads one `[environments.NAME]`.
final class EnvironmentReader {
    private static final List<String> KEYS = List.of("production", "database", "redis", "endpoints");
    static final List<String> DATABASE = List.of("url", "user", "migrations", "pool_size", "redacted");
    static final List<String> REDIS = List.of("url", "namespace", "max_connections", "timeout_ms");
    static final List<String> ENDPOINTS = List.of("performance_api", "probes");
    private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}");

    private static final Pattern COLUMN = Pattern.compile("[^.\\s][^.]*\\.[^.]+\\.[^.]+");
    private static final String COLUMNS = "a list like [\"schema.table.column\", …]";
    private static final String PROBES = "a list like [{ name = \"…\", url = \"https://…\" }]";

    private final String defaultUser;

    EnvironmentReader(String defaultUser) {
        this.defaultUser = defaultUser;
    }

    Environment read(String name, Section section) {
        section.knowsOnly(KEYS);
        Section endpoints = section.within("endpoints").knowsOnly(ENDPOINTS);
        var environment = new Environment(
                name,
                section.orElse("production", false, Given::flag),
                database(section.within("database").knowsOnly(DATABASE)),
                redis(section.within("redis").knowsOnly(REDIS)),
                endpoints.find("performance_api").map(EnvironmentReader::performanceApi),
                probes(endpoints));
        if (environment.database().isEmpty() && environment.redis().isEmpty() && watchesNoEndpoint(environment)) {
            throw Rejection.of(
                    section.where(),
                    "environment " + name + " has nothing to watch",
                    "a url in [environments." + name + ".database] or .redis, or an endpoint");
        }
        return environment;
    }

    private static boolean watchesNoEndpoint(Environment environment) {
        return environment.performanceApi().isEmpty() && environment.probes().isEmpty();
    }

    private Optional<Database> database(Section section) {
        if (!section.says(DATABASE)) {
            return Optional.empty();
        }
        return Optional.of(new Database(
                JdbcAddress.check(required(section, "url")),
                section.orElse("user", defaultUser, EnvironmentReader::user),
                section.find("migrations").map(given -> folder(section, given)),
                (int) section.orElse("pool_size", (long) Database.DEFAULT_POOL_SIZE, given -> given.integer(1, 100))
                        .longValue(),
                section.find("redacted").map(EnvironmentReader::columns).orElse(Set.of())));
    }

    /// A list of the file, or names with commas in a variable.
    private static Set<String> columns(Given given) {
        var names = new LinkedHashSet<String>();
        if (given.value() instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                names.add(column(given, String.valueOf(array.get(i))));
            }
        } else if (given.fromEnvironment()) {
            for (String name : given.line().split(",", -1)) {
                names.add(column(given, name.strip()));
            }
        } else {
            throw given.wrongType(COLUMNS);
        }
        return names;
    }

    private static String column(Given given, String name) {
        if (!COLUMN.matcher(name).matches()) {
            throw given.reject("names no column", COLUMNS);
        }
        return name;
    }

    private static Optional<Redis> redis(Section section) {
        if (!section.says(REDIS)) {
            return Optional.empty();
        }
        return Optional.of(new Redis(
                RedisAddress.check(required(section, "url")),
                section.orElse("namespace", "app", EnvironmentReader::namespace),
                (int) section.orElse(
                                "max_connections",
                                (long) Redis.DEFAULT_MAX_CONNECTIONS,
                                given -> given.integer(1, 1000))
                        .longValue(),
                section.orElse("timeout_ms", Redis.DEFAULT_TIMEOUT_MILLIS, given -> given.integer(10, 600_000))));
    }

    private static Given required(Section section, String key) {
        return section.find(key)
                .orElseThrow(() -> Rejection.of(section.where(), key + " is missing", key + " = \"…\" in this table"));
    }

    private static String user(Given given) {
        String user = given.line();
        if (user.length() > 63) {
            throw given.reject("is too long", "a role name of at most 63 characters");
        }
        return user;
    }

    private static String namespace(Given given) {
        String namespace = given.line();
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw given.reject("is not a valid key prefix", "letters, digits and _ . : - only, such as \"app\"");
        }
        return namespace;
    }

    private static Path folder(Section section, Given given) {
        try {
            Path folder = Path.of(given.line());
            Path base = Path.of(section.label()).toAbsolutePath().getParent();
            return folder.isAbsolute() || given.fromEnvironment() || base == null ? folder : base.resolve(folder);
        } catch (InvalidPathException _) {
            throw given.reject("is not a path", "the folder of your own migrations");
        }
    }

    private static URI performanceApi(Given given) {
        URI uri = HttpAddress.check(given);
        if (uri.getRawQuery() != null) {
            throw given.reject("has parameters", "a base URL such as https://HOST/api/v1/performance");
        }
        return uri;
    }

    private static List<Endpoint> probes(Section section) {
        Optional<Given> given = section.through(null).find("probes");
        if (given.isEmpty()) {
            return List.of();
        }
        if (!(given.get().value() instanceof TomlArray array)) {
            throw given.get().wrongType(PROBES);
        }
        var probes = new ArrayList<Endpoint>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof TomlTable table)) {
                throw given.get().wrongType(PROBES);
            }
            probes.add(probe(section, table, array.inputPositionOf(i).line()));
        }
        return List.copyOf(probes);
    }

    private static Endpoint probe(Section section, TomlTable table, int line) {
        var probe = new Section(section.label(), line, table, null, section.environment())
                .knowsOnly(List.of("name", "url"));
        return new Endpoint(required(probe, "name").line(), HttpAddress.check(required(probe, "url")));
    }
}
