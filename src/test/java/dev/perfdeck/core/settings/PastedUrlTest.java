package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.FaultException;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "postgres://u:canary@h:5432/d, jdbc:postgresql://h:5432/d, u, canary",
        "postgresql://u:c%40n%2Fa+ry@h/d?sslmode=require, jdbc:postgresql://h/d?sslmode=require, u, c@n/a+ry",
        "jdbc:postgresql://h/d?user=u&password=can%26ary&sslmode=require, jdbc:postgresql://h/d?sslmode=require, u, can&ary",
        "redis://:canary@h:6379/0, redis://h:6379/0, '', canary",
        "rediss://u:canary@h, rediss://u@h, u, canary"
    })
    void thePasswordIsTakenOut(String text, String url, String user, String password) {
        var pasted = PastedUrl.of(" " + text + "\n").orElseThrow();
        assertThat(pasted.url()).isEqualTo(url);
        assertThat(pasted.user()).isEqualTo(user);
        assertThat(pasted.password().reveal()).isEqualTo(password);
        assertThat(pasted.toString()).doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "p://a:b@c",
                "postgres://h/d",
                "postgres://u@h/d",
                "postgres://u:p@ss@h/d",
                "postgres://u:p/w@h/d",
                "redis://u@h",
                "redis://u:p@h?x=y",
                "postgres://u:%zz@h/d",
                ""
            })
    void whereThereIsDoubtNothingIsTaken(String text) {
        assertThat(PastedUrl.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PERFDECK_DATABASE_URL, postgres://u:canary@h:5432/d, 'url = \"jdbc:postgresql://h:5432/d\" and user = \"u\"'",
        "PERFDECK_DATABASE_URL, jdbc:postgresql://h/d?password=canary, 'url = \"jdbc:postgresql://h/d\"; for the password'",
        "PERFDECK_REDIS_URL, redis://:canary@h:6379/0, 'url = \"redis://h:6379/0\"; for the password'",
        "PERFDECK_DATABASE_URL, jdbc:postgresql://u:can@ry@h/d, ''",
        "PERFDECK_REDIS_URL, redis://:canary@h/0?x=1, ''"
    })
    void aConfiguredUrlIsShownWithoutIt(String variable, String url, String instead) {
        var reader = SettingsReader.of(Map.of(variable, url, "XDG_CONFIG_HOME", "/nonexistent"));
        Assertions.assertThatThrownBy(() -> reader.read(Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(FaultException.class, e -> {
                    assertThat(e.fault().remedy()).startsWith(instead).contains("keyring");
                    assertThat(e.fault().summary() + e.fault().remedy()).doesNotContain("can");
                });
    }
}
