package dev.perfdeck.core.query.sql;

import java.util.ArrayList;
import java.util.List;

/// A statement as it is being written. Words are this package's own; names are quoted; values are only ever bound.
final class Rendering {
    private final StringBuilder sql = new StringBuilder(256);
    private final List<Bind<?>> binds = new ArrayList<>();

    Rendering word(String ours) {
        sql.append(ours);
        return this;
    }

    Rendering name(Name name) {
        sql.append(name.quoted());
        return this;
    }

    Rendering part(Part part) {
        part.render(this);
        return this;
    }

    Rendering bind(Bind<?> bind) {
        sql.append(bind.type().placeholder());
        binds.add(bind);
        return this;
    }

    Rendering list(List<? extends Part> parts, String between) {
        for (int i = 0; i < parts.size(); i++) {
            word(i == 0 ? "" : between).part(parts.get(i));
        }
        return this;
    }

    BoundSql done() {
        return new BoundSql(sql.toString(), binds);
    }
}
