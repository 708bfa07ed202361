package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Settings;
import dev.perfdeck.model.Targets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String WHOLE = """
            active = "staging"

            [targets]
            api_p95_ms = 4000
            cache_hit_rate_percent = 75.5
            slow_query_ms = 500

            [api]
            port = 0

            [environments.staging]
            production = false

            [environments.staging.database]
            url = "jdbc:postgresql://db.example:5432/app?sslmode=verify-full"
            user = "perfdeck"
            migrations = "migrations"
            pool_size = 7
            redacted = ["public.users.email", "public.users.name"]

            [environments.staging.redis]
            url = "rediss://cache.example:6379/0"
            namespace = "shop"
            max_connections = 3
            timeout_ms = 250

            [environments.staging.endpoints]
            performance_api = "https://app.example/api/v1/performance"
            probes = [{ name = "list workflows", url = "https://app.example/api/v1/workflows" }]

            [environments.live]
            production = true
            database = { url = "jdbc:postgresql://live.example/app" }
            """;

    @TempDir
    Path home;

    private Settings read(String toml, Map<String, String> variables) throws IOException {
        return reader(variables).read(Optional.of(file(toml)), Optional.empty()).orElseThrow();
    }

    private Path file(String toml) throws IOException {
        return Files.writeString(home.resolve("c.toml"), toml);
    }

    private SettingsReader reader(Map<String, String> variables) {
        return new SettingsReader(
                variables, Map.of("os.name", "Linux", "user.home", home.toString(), "user.name", "ann"));
    }

    private Fault.Rejected rejected(Map<String, String> variables, Optional<Path> file) {
        var thrown = catchThrowableOfType(
                FaultException.class, () -> reader(variables).read(file, Optional.empty()));
        assertThat(thrown).isNotNull();
        return (Fault.Rejected) thrown.fault();
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Settings settings = read(WHOLE, Map.of());
        assertThat(settings.targets()).isEqualTo(new Targets(4000, 75.5, 500));
        assertThat(settings.apiPort()).isZero();
        assertThat(settings.environments().keySet()).containsExactly("staging", "live");
        Environment staging = settings.environment();
        assertThat(staging.database())
                .contains(new Environment.Database(
                        "jdbc:postgresql://db.example:5432/app?sslmode=verify-full",
                        "perfdeck",
                        Optional.of(home.resolve("migrations")),
                        7,
                        Set.of("public.users.email", "public.users.name")));
        assertThat(staging.redis()).contains(new Environment.Redis("rediss://cache.example:6379/0", "shop", 3, 250));
        assertThat(staging.performanceApi()).contains(URI.create("https://app.example/api/v1/performance"));
        assertThat(staging.probes())
                .containsExactly(
                        new Environment.Endpoint("list workflows", URI.create("https://app.example/api/v1/workflows")));
        Environment live = Objects.requireNonNull(settings.environments().get("live"));
        assertThat(live.production()).isTrue();
        assertThat(live.database().orElseThrow().user()).isEqualTo("ann");
    }

    @Test
    void redactedColumnsMayComeFromAVariable() throws IOException {
        var settings = read(WHOLE, Map.of("PERFDECK_DATABASE_REDACTED", "app.card.number, app.card.holder"));
        assertThat(settings.environment().database().orElseThrow().redacted())
                .containsExactlyInAnyOrder("app.card.number", "app.card.holder");
        assertThat(rejected(Map.of(), Optional.of(file(WHOLE.replace("public.users.email", "email"))))
                        .toString())
                .contains("redacted names no column");
    }

    @Test
    void variablesOverrideTheActiveEnvironmentOnly() throws IOException {
        Settings settings = read(
                WHOLE,
                Map.of(
                        "PERFDECK_DATABASE_URL", "jdbc:postgresql://other:1/x",
                        "PERFDECK_DATABASE_POOL_SIZE", "9",
                        "PERFDECK_REDIS_NAMESPACE", "other",
                        "PERFDECK_API_PORT", "8080",
                        "PERFDECK_PRODUCTION", "true",
                        "PERFDECK_TARGETS_CACHE_HIT_RATE_PERCENT", "80.5",
                        "PERFDECK_TARGETS_SLOW_QUERY_MS", ""));
        assertThat(settings.apiPort()).isEqualTo(8080);
        assertThat(settings.targets()).isEqualTo(new Targets(4000, 80.5, 500));
        assertThat(settings.environment().production()).isTrue();
        assertThat(settings.environment().database().orElseThrow().url()).isEqualTo("jdbc:postgresql://other:1/x");
        assertThat(settings.environment().database().orElseThrow().poolSize()).isEqualTo(9);
        assertThat(settings.environment().redis().orElseThrow().namespace()).isEqualTo("other");
        assertThat(Objects.requireNonNull(settings.environments().get("live"))
                        .database()
                        .orElseThrow()
                        .url())
                .isEqualTo("jdbc:postgresql://live.example/app");
    }

    @Test
    void variablesAloneMakeAnEnvironment() {
        Settings settings = reader(Map.of("PERFDECK_REDIS_URL", "redis://localhost"))
                .read(Optional.empty(), Optional.empty())
                .orElseThrow();
        assertThat(settings.file()).isEmpty();
        assertThat(settings.active()).isEqualTo("default");
        assertThat(settings.environment().redis())
                .contains(new Environment.Redis("redis://localhost", "app", 10, 5000));
        assertThat(settings.targets()).isEqualTo(Targets.DEFAULT);
        assertThat(settings.apiPort()).isEqualTo(8755);
    }

    @Test
    void nothingConfiguredIsNoError() {
        assertThat(reader(Map.of()).read(Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void theFileIsLookedForInOrder() throws IOException {
        Path usual = Files.createDirectories(home.resolve(".config/perfdeck")).resolve("config.toml");
        Files.writeString(usual, WHOLE);
        assertThat(reader(Map.of())
                        .read(Optional.empty(), Optional.of("live"))
                        .orElseThrow()
                        .active())
                .isEqualTo("live");
        Path xdg = Files.createDirectories(home.resolve("x/perfdeck")).resolve("config.toml");
        Files.writeString(xdg, WHOLE.replace("4000", "4001"));
        var variables = Map.of("XDG_CONFIG_HOME", home.resolve("x").toString());
        assertThat(reader(variables)
                        .read(Optional.empty(), Optional.empty())
                        .orElseThrow()
                        .file())
                .contains(xdg);
        Path named = file(WHOLE);
        assertThat(reader(Map.of("PERFDECK_CONFIG", named.toString()))
                        .read(Optional.empty(), Optional.empty())
                        .orElseThrow()
                        .file())
                .contains(named);
        assertThat(rejected(Map.of(), Optional.of(home.resolve("absent.toml"))).summary())
                .isEqualTo(home.resolve("absent.toml") + ": there is no such file");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, /home/ann/.config/perfdeck/config.toml",
        "Mac OS X, /home/ann/Library/Application Support/Perfdeck/config.toml",
        "Windows 11, /home/ann/AppData/Roaming/Perfdeck/config.toml"
    })
    void thePlaceIsThePlatforms(String system, String expected) {
        var reader = new SettingsReader(Map.of(), Map.of("os.name", system, "user.home", "/home/ann"));
        assertThat(reader.file(Optional.empty())).isEqualTo(Path.of(expected));
    }

    /// Each: the line it is on, the message, what is expected (its beginning), the file.
    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("dev.perfdeck.core.settings.BadSettings#all")
    void eachMistakeNamesItsLine(int line, String what, String expected, String toml) throws IOException {
        Path file = file(toml);
        Fault.Rejected rejected = rejected(Map.of(), Optional.of(file));
        assertThat(rejected.summary()).isEqualTo(file + (line == 0 ? "" : ":" + line) + ": " + what);
        assertThat(rejected.expected()).startsWith(expected).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "PERFDECK_API_PORT, 65536, port is out of range",
        "PERFDECK_API_PORT, -1, port is out of range",
        "PERFDECK_API_PORT, ８７５５, port is not of the right type",
        "PERFDECK_API_PORT, 0x10, port is not of the right type",
        "PERFDECK_TARGETS_API_P95_MS, NaN, api_p95_ms is not of the right type",
        "PERFDECK_TARGETS_CACHE_HIT_RATE_PERCENT, 100.01, cache_hit_rate_percent is out of range",
        "PERFDECK_PRODUCTION, yes, production is not of the right type",
        "PERFDECK_ACTIVE, nowhere, there is no environment nowhere",
        "PERFDECK_DATABASE_URL, jdbc:postgresql://u:hunter2@h/d, url carries a user name or a password",
        "PERFDECK_REDIS_URL, redis://:hunter2@h, url carries a password",
    })
    void aBadVariableIsNamed(String variable, String value, String what) throws IOException {
        Fault.Rejected rejected = rejected(Map.of(variable, value), Optional.of(file(WHOLE)));
        assertThat(rejected.summary()).isEqualTo(variable + ": " + what);
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        Path large = Files.write(home.resolve("large.toml"), new byte[(1 << 20) + 1]);
        assertThat(rejected(Map.of(), Optional.of(large)).what()).isEqualTo("the file is larger than 1 MiB");
        Path latin = Files.write(home.resolve("latin.toml"), new byte[] {'#', (byte) 0xE4, '\n'});
        assertThat(rejected(Map.of(), Optional.of(latin)).what()).isEqualTo("the file is not UTF-8 text");
        assertThat(rejected(Map.of(), Optional.of(home)).what()).isEqualTo("this is not a file");
        Path deep = file("a = " + "[".repeat(200_000));
        assertThat(rejected(Map.of(), Optional.of(deep)).where()).startsWith(deep.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/d",
                "jdbc:postgresql://[::1]:5432/d",
                "jdbc:postgresql://a:1,b:2/d?targetServerType=primary&connectTimeout=3",
                "jdbc:postgresql://127.0.0.1/d%C3%A9?currentSchema=a,b&channelBinding=require"
            })
    void goodDatabaseUrlsPass(String url) throws IOException {
        String toml = "[environments.a.database]\nurl = \"" + url + "\"\n";
        assertThat(read(toml, Map.of()).environment().database().orElseThrow().url())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://h",
                "rediss://user@h:1/15",
                "redis://[::1]",
                "redis-socket:///run/redis.sock",
                "redis-sentinel://h#mine",
                "rediss-sentinel://user@a:26379,b,[::1]:7/3#my.master"
            })
    void goodRedisUrlsPass(String url) throws IOException {
        String toml = "[environments.a.redis]\nurl = \"" + url + "\"\n";
        assertThat(read(toml, Map.of()).environment().redis().orElseThrow().url())
                .isEqualTo(url);
    }
}
