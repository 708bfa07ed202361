package dev.perfdeck.core.settings;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Looks a password up where people keep it: the environment variable, `~/.pgpass` for PostgreSQL, and what was typed
/// in this session. Nothing typed is ever written anywhere.
///
/// Safe on any thread. The variables belong to the active environment; another one never gets its password from them.
public final class StoredPasswords implements Passwords {
    private final Map<String, String> variables;
    private final String active;
    private final PgPass pgPass;
    private final Map<Key, Secret> session = new ConcurrentHashMap<>();

    private record Key(String environment, Source source) {}

    /// @param active name of the environment that the variables are for
    /// @param home   the user's home folder, where `.pgpass` is unless `PGPASSFILE` says otherwise
    public StoredPasswords(Map<String, String> variables, String active, Path home) {
        this.variables = Map.copyOf(variables);
        this.active = active;
        this.pgPass = PgPass.of(this.variables, home);
    }

    @Override
    public Optional<Secret> find(Environment environment, Source source) {
        return switch (source) {
            case POSTGRESQL ->
                variable(environment, "PERFDECK_DATABASE_PASSWORD")
                        .or(() -> environment.database().flatMap(pgPass::find))
                        .or(() -> typed(environment, source));
            case REDIS -> variable(environment, "PERFDECK_REDIS_PASSWORD").or(() -> typed(environment, source));
            case ENDPOINTS -> Optional.empty();
        };
    }

    /// Keeps a typed password in memory until the process ends.
    public void remember(Environment environment, Source source, Secret secret) {
        session.put(new Key(environment.name(), source), secret);
    }

    /// Forgets a typed password, such as one that the server refused.
    public void forget(Environment environment, Source source) {
        session.remove(new Key(environment.name(), source));
    }

    private Optional<Secret> variable(Environment environment, String name) {
        String value = environment.name().equals(active) ? variables.getOrDefault(name, "") : "";
        return value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
    }

    private Optional<Secret> typed(Environment environment, Source source) {
        return Optional.ofNullable(session.get(new Key(environment.name(), source)));
    }
}
