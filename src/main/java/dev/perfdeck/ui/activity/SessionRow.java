package dev.perfdeck.ui.activity;

import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.DiscreetSql;
import dev.perfdeck.model.PgSession;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.SqlLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A session as a row says it.
///
/// @param node its place in the tree of blockers; empty in the plain list
/// @param at   the moment of the picture, by the server's clock
record SessionRow(PgSession session, Optional<BlockNode> node, Instant at) {
    /// Who it is, whatever it does by now.
    String identity() {
        return session.pid() + "/" + session.backendStart() + "/" + (session.pid() == 0 ? session.query() : "");
    }

    String pid() {
        return session.pid() == 0 ? Figures.UNKNOWN : Integer.toString(session.pid());
    }

    String who() {
        return session.application().isEmpty() ? session.user() : session.user() + " · " + session.application();
    }

    String state() {
        if (session.state().isEmpty()) {
            return session.waitType();
        }
        return session.active() && !session.waitType().isEmpty()
                ? session.state() + " · " + session.waitType() + ":" + session.waitEvent()
                : session.state();
    }

    /// How long its transaction lasts, or its statement where it is in none.
    String age() {
        return age(session.xactStart() == null ? session.queryStart() : session.xactStart(), at);
    }

    static String age(@Nullable Instant since, Instant at) {
        if (since == null) {
            return Figures.UNKNOWN;
        }
        var age = Duration.between(since, at);
        return Figures.time(age.isNegative() ? Duration.ZERO : age);
    }

    /// How many transactions began since its snapshot was taken: so old are the dead rows that it keeps from being
    /// swept.
    String snapshot() {
        return session.xminAge() == 0 ? "" : Figures.brief(session.xminAge());
    }

    String lock() {
        return node.filter(found -> !found.lock().isEmpty())
                .map(found -> found.mode() + " on " + found.lock())
                .orElse("");
    }

    String holdsUp() {
        return node.filter(found -> found.holdsUp() > 0)
                .map(found -> Figures.count(found.holdsUp()))
                .orElse("");
    }

    String text() {
        return SqlLine.of(DiscreetSql.of(session.query()));
    }
}
