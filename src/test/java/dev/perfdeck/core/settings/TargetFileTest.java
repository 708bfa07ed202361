package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.FaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A changed target is written into the file, and nothing else of it is touched.
class TargetFileTest {
    private static final String REST = "[environments.a.redis]\nurl = \"redis://h:1/0\" # cache_hit_rate_percent = 1\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("config.toml"), text);
    }

    private static String written(Path file, double percent) throws Exception {
        new TargetFile(file).cacheHitRatePercent(percent);
        var settings = new SettingsReader(Map.of(), Map.of())
                .read(Optional.of(file), Optional.empty())
                .orElseThrow();
        assertThat(settings.targets().cacheHitRatePercent()).isEqualTo(percent);
        return Files.readString(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            [targets]~# mine~cache_hit_rate_percent = 60.0 # why~slow_query_ms = 5~ | [targets]~# mine~cache_hit_rate_percent = 72.5 # why~slow_query_ms = 5~
            [targets]~slow_query_ms = 5~                    | [targets]~cache_hit_rate_percent = 72.5~slow_query_ms = 5~
            [targets] # all of them~                        | [targets] # all of them~cache_hit_rate_percent = 72.5~
            targets.slow_query_ms = 5~                      | targets.cache_hit_rate_percent = 72.5~targets.slow_query_ms = 5~
            targets.cache_hit_rate_percent=6e1~             | targets.cache_hit_rate_percent=72.5~
            targets = { cache_hit_rate_percent = 60, slow_query_ms = 5 }~ | targets = { cache_hit_rate_percent = 72.5, slow_query_ms = 5 }~
            [targets]~"cache_hit_rate_percent" = 60~        | [targets]~"cache_hit_rate_percent" = 72.5~
            """)
    void oneLineIsAnother(String before, String after) throws Exception {
        assertThat(written(file(before.replace("~", "\n") + REST), 72.5)).isEqualTo(after.replace("~", "\n") + REST);
    }

    @Test
    void aTableIsAddedWhereThereIsNone() throws Exception {
        assertThat(written(file(REST.strip()), 80)).isEqualTo(REST + "\n[targets]\ncache_hit_rate_percent = 80\n");
    }

    @Test
    void lineEndsTheMarkAndTheRightsOfTheFileStay() throws Exception {
        var file = file("\uFEFF[targets]\r\nslow_query_ms = 5\r\n" + REST.replace("\n", "\r\n"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var link = Files.createSymbolicLink(folder.resolve("link.toml"), file);
        assertThat(written(link, 0.5))
                .isEqualTo("\uFEFF[targets]\r\ncache_hit_rate_percent = 0.5\r\nslow_query_ms = 5\r\n"
                        + REST.replace("\n", "\r\n"));
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"'targets = { slow_query_ms = 5 }'", "'[targets]\n\"cache_hit_rate\\u005fpercent\" = 60'"})
    void whatIsNotUnderstoodStaysAsItWas(String odd) throws Exception {
        var file = file(odd + "\n" + REST);
        assertThatThrownBy(() -> new TargetFile(file).cacheHitRatePercent(70))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("for this session");
        assertThat(file).hasContent(odd + "\n" + REST);
    }

    @Test
    void aVariableThatWouldWinKeepsTheFileOutOfIt() throws Exception {
        var file = file(REST);
        for (var variables : new Map[] {Map.of(), Map.of("PERFDECK_TARGETS_CACHE_HIT_RATE_PERCENT", "50")}) {
            @SuppressWarnings("unchecked")
            var reader = new SettingsReader((Map<String, String>) variables, Map.of());
            var settings = reader.read(Optional.of(file), Optional.empty()).orElseThrow();
            assertThat(reader.targetFile(settings).isPresent()).isEqualTo(variables.isEmpty());
        }
    }
}
