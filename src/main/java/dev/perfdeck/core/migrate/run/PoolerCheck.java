package dev.perfdeck.core.migrate.run;

import dev.perfdeck.core.migrate.Pooler;
import dev.perfdeck.model.migration.PreflightItem;
import dev.perfdeck.model.migration.PreflightItem.Weight;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether a pooler stands in between that lends sessions for a transaction only.
///
/// @param one in autocommit, as is the other
record PoolerCheck(Connection one) {
    Optional<PreflightItem> look(Connection two) throws SQLException {
        return Pooler.lends(one, two)
                ? Optional.of(new PreflightItem("pooler", Weight.BLOCKING, Pooler.WHAT, 0, Pooler.REMEDY))
                : Optional.empty();
    }
}
