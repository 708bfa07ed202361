package dev.perfdeck.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example:5432/app?sslmode=verify-full, app",
        "jdbc:postgresql://db.example/my%20app, my app",
        "jdbc:postgresql://[::1]:5432/app, app",
        "jdbc:postgresql://a:1;b:2/app, app",
        "jdbc:postgresql:app, app",
        "jdbc:postgresql://db.example:5432/, reader",
        "jdbc:postgresql://db.example:5432, reader"
    })
    void theDatabaseIsNamedByItsUrl(String url, String name) {
        assertThat(new Environment.Database(url, "reader", Optional.empty(), 4).name())
                .isEqualTo(name);
    }
}
