package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.support.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Figures, SQL and faults come out the same in a Java that speaks Turkish or German.
class LocaleTest {
    @Test
    void monitorsTheSameInTurkishAndInGerman() throws Exception {
        try (var pg = Servers.postgres18();
                var redis = Servers.redis();
                var load = pg.connect();
                var statement = load.createStatement()) {
            pg.execute("create extension pg_stat_statements");
            var children = new ArrayList<Process>();
            try {
                children.add(child("tr", "TR", pg.url(), redis.url()));
                children.add(child("de", "DE", pg.url(), redis.url()));
                while (children.stream().anyMatch(Process::isAlive)) {
                    statement.execute("select count(*) as \"TITLE_I\" from generate_series(1, 5000)");
                }
                for (var child : children) {
                    assertThat(said(child))
                            .containsExactly(
                                    "said: figure QUERIES",
                                    "said: figure PG_TRANSACTIONS",
                                    "said: figure REDIS_MEMORY",
                                    "said: both up",
                                    "said: fault Denied: Check sslmode and sslrootcert of the URL.");
                }
            } finally {
                children.forEach(Process::destroyForcibly);
            }
        }
    }

    private static String[] said(Process child) throws IOException {
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.contains("INFO") && !line.contains("WARN"))
                .toArray(String[]::new);
    }

    private static Process child(String language, String country, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Duser.language=" + language);
        command.add("-Duser.country=" + country);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(LocaleChild.class.getName());
        command.addAll(java.util.List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
