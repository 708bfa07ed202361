package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.FaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the password looks like and wherever somebody put it, no message repeats it.
class SecretsTest {
    @Property(tries = 300)
    void noMessageRepeatsAPassword(@ForAll @From("secrets") String secret, @ForAll @From("places") String place)
            throws IOException {
        Path file = Files.createTempFile("perfdeck", ".toml");
        try {
            Files.writeString(file, place.replace("SECRET", secret));
            new SettingsReader(Map.of(), Map.of("user.name", "ann")).read(Optional.of(file), Optional.empty());
        } catch (FaultException e) {
            assertThat(e.fault().summary() + e.fault().remedy() + e).doesNotContain(secret);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789%&?'\"\\@:/#=, üß日")
                .ofMinLength(4)
                .ofMaxLength(24)
                .map(text -> "Q7" + text + "7Q");
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(
                "[environments.a.database]\nurl = 'jdbc:postgresql://u:SECRET@h/d'\n",
                "[environments.a.database]\nurl = 'jdbc:postgresql://h/d?password=SECRET'\n",
                "[environments.a.database]\nurl = \"jdbc:postgresql://h/d?user=x&password=SECRET\"\n",
                "[environments.a.database]\npassword = SECRET\n",
                "[environments.a.database]\npassword = 'SECRET'\n",
                "[environments.a.redis]\nurl = 'redis://:SECRET@h'\n",
                "[environments.a.redis]\nurl = \"rediss://u:SECRET@h:1/0\"\n",
                "[environments.a.redis]\nurl = 'SECRET'\nport = 3\n",
                "[environments.a.endpoints]\nperformance_api = 'https://u:SECRET@h/'\n",
                "[api]\nport = 'SECRET'\n");
    }
}
