package dev.perfdeck.ui.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.core.query.call.SqlShape;
import dev.perfdeck.core.target.explain.ExplainJson;
import dev.perfdeck.model.QueryFigures.NPlusOne;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.model.plan.PlanAnswer;
import dev.perfdeck.model.plan.PlanAnswer.Basis;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the rows are marked with: only what is known.
class BadgesTest {
    private final List<String> planned = Collections.synchronizedList(new ArrayList<>());
    private final ManyStatements room = new ManyStatements(40) {
        @Override
        public String shape(String sql) {
            return SqlShape.of(sql).text();
        }

        @Override
        public PlanAnswer plan(StatementFigures statement) {
            planned.add(statement.key());
            return scan(statement.queryId() == 3 ? 1e6 : 20);
        }
    };
    private final Badges badges = new Badges(room);
    private final List<StatementFigures> rows = room.statements(Duration.ofMinutes(5), StatementFilter.ALL);

    private static PlanAnswer scan(double cost) {
        return new PlanAnswer.Planned(
                ExplainJson.read(("[{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Relation Name\": \"t\","
                                + " \"Total Cost\": %s, \"Plan Rows\": 1}}]")
                        .formatted(cost)),
                Basis.GENERIC,
                "explain");
    }

    private static NPlusOne finding(NPlusOne.Kind kind, String statement) {
        return new NPlusOne(kind, statement, "", 9, 1, 1, "", Optional.empty());
    }

    @Test
    void whatIsAskedOneByOneIsKnownByItsShape() {
        badges.found(List.of(finding(
                NPlusOne.Kind.QUERY,
                SqlShape.of(
                                "SELECT id, name, status FROM table_7 WHERE tenant = 5 AND status = 'x' ORDER BY created_at")
                        .text())));
        assertThat(rows.stream().filter(badges::oneByOne))
                .extracting(StatementFigures::queryId)
                .containsExactly(7L);
        int before = badges.changes();
        badges.found(List.of(finding(NPlusOne.Kind.CACHE, "workflow:*")));
        assertThat(badges.changes()).isGreaterThan(before);
        assertThat(rows).noneMatch(badges::oneByOne);
    }

    @Test
    void plansOfWhatCostsMostAreLookedAtOnceEach() throws Exception {
        var screen = new LinkedBlockingQueue<Runnable>();
        var plans = new PlanModel(room, new Work(screen::add), badges, () -> {});
        var first = rows.subList(0, 5);
        for (int i = 0; i < 5; i++) {
            plans.survey(first);
            plans.survey(first);
            Objects.requireNonNull(screen.poll(30, TimeUnit.SECONDS)).run();
        }
        plans.survey(first);
        assertThat(planned)
                .containsExactlyElementsOf(
                        first.stream().map(StatementFigures::key).toList());
        assertThat(rows.stream().filter(badges::scans))
                .extracting(StatementFigures::queryId)
                .containsExactly(3L);
        badges.planned(rows.get(3).key(), new PlanAnswer.NoPlan(PlanAnswer.Reason.REFUSED, ""));
        assertThat(rows).as("what is no longer known is not marked").noneMatch(badges::scans);
    }
}
