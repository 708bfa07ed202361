package dev.perfdeck.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Source;
import dev.perfdeck.model.StatementNotice;
import dev.perfdeck.model.StatementOrder;
import dev.perfdeck.support.Servers;
import dev.perfdeck.ui.SqlLine;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/// Texts that a server keeps and that are no texts, or far too much of one.
class OddTextsTest {
    @Test
    void bytesThatAreNoTextCostTheTextsAtMost() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute(
                    "create extension pg_stat_statements",
                    "create database bytes encoding 'SQL_ASCII' locale 'C' template template0",
                    "alter system set pg_stat_statements.track = 'all'",
                    "select pg_reload_conf()");
            try (var other = DriverManager.getConnection(
                            pg.url().replace("/postgres", "/bytes"), "postgres", pg.password());
                    var statement = other.createStatement()) {
                statement.execute(
                        "do $$ begin execute 'select 1 as \"' || convert_from('\\xff', 'SQL_ASCII') || '\"'; end $$");
            }
            pg.execute("create table plain as select 1 as one");
            try (var connection = pg.connect()) {
                var report = StatementTotals.read(connection, 50, StatementOrder.TOTAL);
                assertThat(report.statements())
                        .as("figures, without texts")
                        .isNotEmpty()
                        .allMatch(it -> it.text().isEmpty());
                assertThat(report.notices()).extracting(StatementNotice::id).contains("texts");
            }
            var clock = new HandClock();
            try (var monitor = Watched.postgres(pg.url(), "postgres", pg.password(), clock)) {
                monitor.start();
                Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "figures and why they have no texts", () -> {
                    pg.execute("select 1 + 1 as here");
                    return !monitor.statements(Watched.HOUR).isEmpty() && said(monitor, "texts");
                });
                assertThat(monitor.health(Source.POSTGRESQL).fault()).isEmpty();
                pg.execute(monitor.statementNotices().getFirst().sql());
                Watched.beatUntil(clock, monitor, Source.POSTGRESQL, "the texts after it was mended", () -> {
                    pg.execute("select 1 + 1 as here");
                    return !said(monitor, "texts")
                            && monitor.statements(Watched.HOUR).stream()
                                    .anyMatch(it -> it.text().endsWith("as here"));
                });
            }
        }
    }

    private static boolean said(Monitor monitor, String id) {
        return monitor.statementNotices().stream().anyMatch(it -> it.id().equals(id));
    }

    @Test
    void aTextWithoutEndIsCutAndOneOfControlsIsInert() throws Exception {
        try (var pg = Servers.postgres18()) {
            pg.execute("create extension pg_stat_statements");
            var huge = "select /* \u001b[31m\u202e<script> */ 'x' as huge" + ", 1 as c".repeat(100_000);
            pg.execute(huge.substring(0, huge.indexOf(", 1 as c") + 1_600 * ", 1 as c".length()));
            pg.execute("select 1 + 1 + 1 /* " + "y".repeat(789_000) + " */ as long_one");
            try (var connection = pg.connect()) {
                var report = StatementTotals.read(connection, 50, StatementOrder.TOTAL);
                assertThat(report.statements()).allMatch(it -> it.text().length() <= 10_000);
                var endless = report.statements().stream()
                        .filter(it -> it.text().contains("yyyy"))
                        .findFirst()
                        .orElseThrow();
                assertThat(endless.text()).hasSize(10_000);
                var odd = report.statements().stream()
                        .filter(it -> it.text().contains("<script>"))
                        .findFirst()
                        .orElseThrow();
                assertThat(odd.text()).as("exact for the export").contains("\u001b[31m\u202e");
                assertThat(SqlLine.of(odd.text()))
                        .as("inert in the list")
                        .doesNotContain("\u001b", "\u202e", "\n")
                        .contains("<script>");
            }
        }
    }
}
