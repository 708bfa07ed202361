package dev.perfdeck.app;

import dev.perfdeck.model.CacheFigures;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.ResetScope;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.model.TargetStatus;
import dev.perfdeck.model.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A console whose figures a test chooses; remembers what was reset.
public final class FixedConsole implements RunningConsole {
    public static final String TOKEN = "mHzVdGmYpQ0sTq7l1v4Xr2ZkCwB9nJ3eUyAoLfRtIgE";
    public static final TargetStatus ALL_MET = status(245.5, 72.5, 6);
    public static final CacheFigures CACHE = new CacheFigures(1250, 480, 520, 45, true);
    public static final QueryFigures QUERIES = new QueryFigures(
            1200,
            3,
            1000,
            List.of(new QueryFigures.Named(
                    "list_workflows",
                    900,
                    0,
                    12.1,
                    8.0,
                    40.2,
                    77.0,
                    1400.3,
                    3,
                    Optional.of(Instant.parse("2025-11-26T10:29:10.9Z")))),
            List.of());
    public static final QueryFigures.NPlusOne N_PLUS_ONE = new QueryFigures.NPlusOne(
            QueryFigures.NPlusOne.Kind.QUERY,
            "select name from users where id = ?",
            "demo.Creators.name(Creators.java:31)",
            80,
            4,
            61.5,
            "select name from users where id = any(?)",
            Optional.of(Instant.parse("2025-11-26T10:29:10.9Z")));

    public volatile TargetStatus status = ALL_MET;
    public volatile CacheFigures cache = CACHE;
    public volatile QueryFigures queries = QUERIES;
    public volatile List<SourceHealth> health = List.of(lamp(SourceHealth.Lamp.UP, Optional.empty()));
    public volatile Optional<FaultException> failure = Optional.empty();
    public final List<Set<ResetScope>> resets = new CopyOnWriteArrayList<>();
    public volatile Optional<StatementRoom> statements = Optional.empty();
    public volatile Optional<AdviceRoom> advice = Optional.empty();
    public volatile Optional<LabRoom> lab = Optional.empty();
    public volatile List<Resettable> resettable = List.of();
    public volatile boolean closed;

    public static TargetStatus status(double p95, double hitRate, int indexes) {
        return new TargetStatus(Instant.parse("2025-11-26T10:30:00.25Z"), Targets.DEFAULT, p95, hitRate, indexes, 6);
    }

    public static SourceHealth lamp(SourceHealth.Lamp lamp, Optional<Fault> fault) {
        return new SourceHealth(Source.POSTGRESQL, lamp, "18.6", 0.2, 1, Optional.empty(), fault);
    }

    @Override
    public TargetStatus status() {
        return status;
    }

    @Override
    public Optional<LabRoom> lab() {
        return lab;
    }

    @Override
    public Optional<AdviceRoom> advice() {
        return advice;
    }

    @Override
    public CacheFigures cacheFigures() {
        return cache;
    }

    @Override
    public QueryFigures queryFigures() {
        return queries;
    }

    @Override
    public List<SourceHealth> health() {
        return health;
    }

    @Override
    public void reset(Set<ResetScope> what) {
        failure.ifPresent(fault -> {
            throw fault;
        });
        resets.add(what);
    }

    @Override
    public boolean awaitFirstReading(Duration atMost) {
        return true;
    }

    @Override
    public Optional<StatementRoom> statements() {
        return statements;
    }

    @Override
    public List<Resettable> resettable() {
        return resettable;
    }

    @Override
    public int apiPort() {
        return 0;
    }

    @Override
    public Secret apiToken() {
        return new Secret(TOKEN);
    }

    @Override
    public void close() {
        closed = true;
    }
}
