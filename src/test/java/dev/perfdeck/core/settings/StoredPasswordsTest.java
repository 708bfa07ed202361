package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredPasswordsTest {
    @TempDir
    Path home;

    private static Environment environment(String name, String url, String user) {
        return new Environment(
                name,
                false,
                Optional.of(new Environment.Database(url, user, Optional.empty(), 4)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private void pgPass(String permissions, String... lines) throws IOException {
        Path file = Files.write(home.resolve(".pgpass"), List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Optional<String> find(Map<String, String> variables, String url, String user) {
        return new StoredPasswords(variables, "a", home, Keyring.none())
                .find(environment("a", url, user), Source.POSTGRESQL)
                .map(Secret::reveal);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "jdbc:postgresql://h:5432/d, u, exact",
                "jdbc:postgresql://h/d, u, exact",
                "jdbc:postgresql://h:1/d, u, port",
                "jdbc:postgresql://[::1]:5432/d?sslmode=disable, u, six",
                "jdbc:postgresql://x/d, u, -",
                "jdbc:postgresql://h/d, we:ird, 'p:a\\ss'",
                "jdbc:postgresql://x:9/y, star, -",
                "'jdbc:postgresql://x,h/d', u, exact",
                "jdbc:postgresql://h/d, any, any"
            })
    void theFirstLineThatMatchesCounts(String url, String user, String expected) throws IOException {
        pgPass(
                "rw-------",
                "# h:5432:d:u:comment",
                "nonsense",
                "h:5432:d:u:exact",
                "h:1:*:u:port",
                "\\:\\:1:5432:d:u:six",
                "h:5432:d:we\\:ird:p:a\\\\ss",
                "*:9:*:\\*:no wildcard",
                "h:*:*:any:any",
                "h:*:*:any:second");
        assertThat(find(Map.of(), url, user)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void aFileThatOthersMayReadIsNotUsed() throws IOException {
        pgPass("rw-r-----", "*:*:*:*:secret");
        assertThat(find(Map.of(), "jdbc:postgresql://h/d", "u")).isEmpty();
        pgPass("rw-------", "*:*:*:*:secret");
        assertThat(find(Map.of(), "jdbc:postgresql://h/d", "u")).contains("secret");
        String elsewhere = home.resolve("elsewhere").toString();
        assertThat(find(Map.of("PGPASSFILE", elsewhere), "jdbc:postgresql://h/d", "u"))
                .isEmpty();
    }

    @Test
    void theVariableComesFirstAndServesTheActiveEnvironmentOnly() throws IOException {
        pgPass("rw-------", "*:*:*:*:file");
        var passwords =
                new StoredPasswords(Map.of("PERFDECK_DATABASE_PASSWORD", "variable"), "a", home, Keyring.none());
        var active = environment("a", "jdbc:postgresql://h/d", "u");
        var other = environment("b", "jdbc:postgresql://h/d", "u");
        assertThat(passwords.find(active, Source.POSTGRESQL).map(Secret::reveal))
                .contains("variable");
        assertThat(passwords.find(other, Source.POSTGRESQL).map(Secret::reveal)).contains("file");
        assertThat(passwords.find(active, Source.REDIS)).isEmpty();
        passwords.remember(active, Source.REDIS, new Secret("typed"));
        assertThat(passwords.find(active, Source.REDIS).map(Secret::reveal)).contains("typed");
        assertThat(passwords.find(other, Source.REDIS)).isEmpty();
        passwords.forget(active, Source.REDIS);
        assertThat(passwords.find(active, Source.REDIS)).isEmpty();
    }

    @Test
    void theTokenIsMadeOnceForItsOwnerOnly() throws IOException {
        ApiToken token = ApiToken.at(home.resolve("new"));
        String made = token.read().reveal();
        assertThat(made).matches("[A-Za-z0-9_-]{43}");
        assertThat(ApiToken.at(home.resolve("new")).read().reveal()).isEqualTo(made);
        assertThat(permissions(token)).isEqualTo("rw-------");
        Files.setPosixFilePermissions(token.file(), PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(token.read().reveal()).isEqualTo(made);
        assertThat(permissions(token)).isEqualTo("rw-------");
        try (var left = Files.list(home.resolve("new"))) {
            assertThat(left).containsExactly(token.file());
        }
    }

    private static String permissions(ApiToken token) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(token.file()));
    }
}
