package dev.perfdeck.core.migrate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// On the PostgreSQL 18 that the demo brings along.
class IndexBuildOn18Test extends IndexBuildContract {
    private static @Nullable Databases databases;

    @BeforeAll
    static void start() throws Exception {
        databases = Databases.on18();
    }

    @AfterAll
    static void stop() throws Exception {
        if (databases != null) {
            databases.close();
        }
    }

    @Override
    Databases databases() {
        return java.util.Objects.requireNonNull(databases);
    }
}
