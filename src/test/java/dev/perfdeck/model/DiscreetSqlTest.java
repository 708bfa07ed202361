package dev.perfdeck.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreetSqlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER ROLE bob PASSWORD 'hunter2'",
                "alter user bob with encrypted password 'hunter2' valid until 'infinity'",
                "CREATE ROLE bob LOGIN PASSWORD E'hunter2\\'x'",
                "create role bob password $$hunter2$$",
                "create role bob password $x$hunter2$x$ login",
                "ALTER ROLE bob PASSWORD 'hunter2 and the text ends he",
                "set app.api_key = 'hunter2'",
                "set app.secret to 'hunter2'",
                "create user mapping for bob server s options (user 'bob', password 'hunter2')",
                "select * from job where note = 'sk-hunter2hunter2'",
                "create subscription s connection 'host=a password=hunter2' publication p",
                "select dblink('postgresql://bob:hunter2@db/app')",
                "ALTER ROLE \"a\"\"b\" WITH PASSWORD\n\t'hunter2'",
                "alter role bob password 'hun''hunter2'",
                "alter role bob password /* new */ 'hunter2'",
                "create user bob unencrypted password 'hunter2' in role app",
                "alter user mapping for bob server s options (set password 'hunter2')",
                "create server s foreign data wrapper f options (host 'h', api_key 'hunter2')",
                "alter subscription s connection 'host=a user=b password=hunter2 dbname=c'",
                "select dblink_connect('dbname=a password=hunter2')",
                "select set_config('app.secret', 'hunter2', false)",
                "select set_config('my.token', 'hunter2', true)",
                "set session \"app.jwt_secret\" = 'hunter2'",
                "update users set password = 'hunter2' where id = 1",
                "insert into keys (api_key) values ('sk_hunter2hunter2')",
                "select pgp_sym_encrypt('a', 'b'), 'xoxb-hunter2hunter2'",
                "select * from job where token = 'hunter2'",
                "copy t from program 'curl https://bob:hunter2@host/x'",
                "select 'ghp_hunter2hunter2hunter2'",
                "alter system set ssl_passphrase_command = 'echo hunter2'"
            })
    void secretsAreNotShown(String sql) {
        assertThat(DiscreetSql.of(sql)).doesNotContain("hunter2").contains("•••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from users where password_hash = $1",
                "select token, count(*) from sessions group by token order by 2",
                "update users set password = $1 where id = $2",
                "select 'a key to it' from locks"
            })
    void othersStayAsTheyAre(String sql) {
        assertThat(DiscreetSql.of(sql)).isEqualTo(sql);
    }

    @Test
    void hugeTextsDoNotHang() {
        var huge = "password ".repeat(50_000) + "'" + "x''\\".repeat(50_000);
        assertThat(DiscreetSql.of(huge)).hasSizeLessThanOrEqualTo(huge.length());
    }
}
