package dev.perfdeck.ui.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class IndexSketchTest {
    @Test
    void columnsAreDraggedIntoPlace() {
        var sketch = IndexSketch.of("app.executions")
                .key("status", 0)
                .key("workflow_id", 0)
                .include("created_at");
        assertThat(sketch.ddl()).isEqualTo("CREATE INDEX ON app.executions (workflow_id, status) INCLUDE (created_at)");
        assertThat(sketch.key("workflow_id", 2).keys()).containsExactly("status", "workflow_id");
        assertThat(sketch.key("created_at", 1).ddl())
                .isEqualTo("CREATE INDEX ON app.executions (workflow_id, created_at, status)");
        assertThat(sketch.without("status").keys()).containsExactly("workflow_id");
    }

    @Test
    void namesThatNeedQuotesHaveThem() {
        assertThat(IndexSketch.quoted("plain_1")).isEqualTo("plain_1");
        assertThat(IndexSketch.quoted("order")).isEqualTo("\"order\"");
        assertThat(IndexSketch.quoted("Camel")).isEqualTo("\"Camel\"");
        assertThat(IndexSketch.quoted("a\"b")).isEqualTo("\"a\"\"b\"");
    }

    @Property
    void aColumnIsInOnePlaceOnly(@ForAll @Size(max = 20) List<@IntRange(min = 0, max = 4) Integer> moves) {
        var sketch = IndexSketch.of("t");
        for (int i = 0; i < moves.size(); i++) {
            var column = "c" + moves.get(i);
            sketch = i % 3 == 2 ? sketch.include(column) : sketch.key(column, i % 4);
        }
        var all = new TreeSet<>(sketch.keys());
        all.addAll(sketch.included());
        assertThat(all).hasSize(sketch.keys().size() + sketch.included().size());
    }
}
