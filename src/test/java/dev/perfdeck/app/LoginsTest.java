package dev.perfdeck.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.support.Until;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginsTest {
    private static SourceHealth postgres(Session session) {
        return session.health().getFirst();
    }

    private static int refusals(Locked locked) throws Exception {
        return locked.pg().log().split("password authentication failed", -1).length - 1;
    }

    @Test
    void aPasswordIsTriedThenUsedByEveryLine(@TempDir Path home) throws Exception {
        try (var locked = Locked.start(home);
                var session = locked.session()) {
            Until.until(
                    "a password is wanted",
                    () -> postgres(session)
                            .fault()
                            .filter(Fault.PasswordWanted.class::isInstance)
                            .isPresent());
            assertThat(postgres(session).fault().orElseThrow().remedy()).contains("PERFDECK_DATABASE_PASSWORD");
            var logins = session.logins().orElseThrow();
            assertThat(logins.who(Source.POSTGRESQL))
                    .isEqualTo("postgres@127.0.0.1:" + locked.pg().port() + "/postgres");
            assertThat(logins.keyringTrouble()).contains("there is no D-Bus session");
            assertThatThrownBy(() -> logins.enter(Source.POSTGRESQL, new Secret("canary"), false))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            e -> assertThat(e.fault())
                                    .isInstanceOf(Fault.PasswordWanted.class)
                                    .asString()
                                    .doesNotContain("canary"));
            assertThat(refusals(locked)).as("one try, one refusal").isEqualTo(1);
            logins.enter(Source.POSTGRESQL, new Secret(locked.pg().password()), false);
            assertThat(postgres(session).lamp()).isNotEqualTo(SourceHealth.Lamp.DOWN);
            Until.until(
                    "the line of the indexes is let in, too",
                    () -> Integer.parseInt(
                                    locked.pg()
                                            .ask(
                                                    "select count(*) from pg_stat_activity where application_name like 'perfdeck/%'"))
                            >= 2);
            assertThat(refusals(locked)).isEqualTo(1);
            assertThatThrownBy(() -> logins.enter(
                            Source.POSTGRESQL, new Secret(locked.pg().password()), true))
                    .as("there is no keyring here")
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            e -> assertThat(e.fault().summary()).contains("there is no D-Bus session"));
        }
    }
}
