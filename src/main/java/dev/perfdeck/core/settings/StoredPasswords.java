package dev.perfdeck.core.settings;

import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Passwords;
import dev.perfdeck.model.Secret;
import dev.perfdeck.model.Source;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Looks a password up where people keep it: what was typed in this session, the environment variable, `~/.pgpass` for
/// PostgreSQL, the keyring of the system. What was typed comes first: it is asked for when the others are refused.
///
/// Safe on any thread; blocks for less than a second, for the keyring. The variables belong to the active environment;
/// another one never gets its password from them. [#close] ends what the keyring has under way.
public final class StoredPasswords implements Passwords, AutoCloseable {
    private final Map<String, String> variables;
    private final String active;
    private final PgPass pgPass;
    private final Keyring keyring;
    private final Map<Key, Secret> session = new ConcurrentHashMap<>();

    private record Key(String environment, Source source) {}

    /// @param active  name of the environment that the variables are for
    /// @param home    the user's home folder, where `.pgpass` is unless `PGPASSFILE` says otherwise
    /// @param keyring closed with this
    public StoredPasswords(Map<String, String> variables, String active, Path home, Keyring keyring) {
        this.variables = Map.copyOf(variables);
        this.active = active;
        this.pgPass = PgPass.of(this.variables, home);
        this.keyring = keyring;
    }

    @Override
    public Optional<Secret> find(Environment environment, Source source) {
        return typed(environment, source).or(() -> switch (source) {
            case POSTGRESQL ->
                variable(environment, "PERFDECK_DATABASE_PASSWORD")
                        .or(() -> environment.database().flatMap(pgPass::find))
                        .or(() -> keyring.find(account(environment, source)));
            case REDIS ->
                variable(environment, "PERFDECK_REDIS_PASSWORD").or(() -> keyring.find(account(environment, source)));
            case ENDPOINTS -> Optional.empty();
        });
    }

    public Keyring keyring() {
        return keyring;
    }

    /// Keeps a password in the system's keyring, for later sessions. Blocks.
    ///
    /// @throws dev.perfdeck.model.FaultException when the keyring does not take it
    public void keep(Environment environment, Source source, Secret secret) {
        keyring.store(account(environment, source), secret);
    }

    private static String account(Environment environment, Source source) {
        return environment.name() + "/" + (source == Source.POSTGRESQL ? "database" : "redis");
    }

    @Override
    public void close() {
        keyring.close();
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
