package dev.perfdeck.core.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Fault;
import io.lettuce.core.RedisCommandExecutionException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers say and how roles are called is not to be trusted with a terminal or a screen.
class HostileWordsTest {
    private static final String HOSTILE = "\u001b[31m<b>no</b>\u0007 " + "x".repeat(10_000_000) + "\nsecond line";

    static Stream<String> states() {
        return Stream.of("42501", "57P03", "28000", "3D000", "53300", "XX000", "08006", "08004", "12345", "");
    }

    @ParameterizedTest
    @MethodSource("states")
    void aMessageWithoutEndIsOneShortPlainLine(String state) {
        plain(PgFaults.of(new SQLException(HOSTILE, state), "host:5432/db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOPERM ", "WRONGPASS ", "MISCONF ", "OOM ", "BUSY "})
    void ofRedisToo(String word) {
        plain(RedisFaults.of(new RedisCommandExecutionException(word + HOSTILE), "host:6379/0"));
    }

    private static void plain(Fault fault) {
        for (var words : List.of(fault.summary(), fault.remedy())) {
            assertThat(words).hasSizeLessThan(1_000).doesNotContain("\u001b", "\u0007", "\n", "second line");
        }
    }

    @Test
    void aRolesNameIsQuotedInTheStatementAndOneLineInTheSentence() {
        var fault = PgFaults.hidden("bob\"; drop table x; --\n\u001b[31m");
        assertThat(fault.summary()).doesNotContain("\n", "\u001b");
        assertThat(fault.remedy()).endsWith(" TO \"bob\"\"; drop table x; --\n\u001b[31m\";");
    }

    @Test
    void aPoolerThatRefusesOurOptionsIsNamedWithItsSetting() {
        var refused = new SQLException("FATAL: unsupported startup parameter: options", "08P01");
        assertThat(PgFaults.of(refused, "host:6432/db"))
                .isInstanceOf(Fault.Denied.class)
                .extracting(Fault::remedy)
                .asString()
                .contains("ignore_startup_parameters = extra_float_digits,options");
    }
}
