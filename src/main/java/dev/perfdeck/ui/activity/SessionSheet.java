package dev.perfdeck.ui.activity;

import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.DiscreetSql;
import dev.perfdeck.ui.export.Sheet;
import dev.perfdeck.ui.export.Sheet.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of exported sessions. Times are the server's, as ISO 8601 has them.
final class SessionSheet {
    private SessionSheet() {}

    static final Sheet<SessionRow> SHEET = new Sheet<>(
            "sessions",
            List.of(
                    Column.text("seen_at", SessionRow::at),
                    Column.figure("pid", row -> row.session().pid()),
                    Column.text("user", row -> row.session().user()),
                    Column.text("database", row -> row.session().database()),
                    Column.text("application", row -> row.session().application()),
                    Column.text("client", row -> row.session().client()),
                    Column.text("state", row -> row.session().state()),
                    Column.text("wait_type", row -> row.session().waitType()),
                    Column.text("wait_event", row -> row.session().waitEvent()),
                    Column.text("backend_start", row -> row.session().backendStart()),
                    Column.text("xact_start", row -> row.session().xactStart()),
                    Column.text("query_start", row -> row.session().queryStart()),
                    Column.figure("xmin_age", row -> row.session().xminAge()),
                    Column.text("blocked_by", blocked(SessionSheet::blockers)),
                    Column.text("waits_for", blocked(BlockNode::lock)),
                    Column.text("lock_mode", blocked(BlockNode::mode)),
                    Column.text("waits_since", blocked(BlockNode::since)),
                    Column.figure("holds_up", blocked(BlockNode::holdsUp)),
                    Column.text("query", row -> DiscreetSql.of(row.session().query()))));

    private static Function<SessionRow, @Nullable Object> blocked(Function<BlockNode, @Nullable Object> of) {
        return row -> row.node().isPresent() ? of.apply(row.node().get()) : null;
    }

    private static String blockers(BlockNode node) {
        return node.blockers().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
