package dev.perfdeck.model;

/// Whose statements are wanted, by name; an empty name is everybody's.
public record StatementFilter(String user, String database) {
    public static final StatementFilter ALL = new StatementFilter("", "");

    public boolean admits(String userName, String databaseName) {
        return (user.isEmpty() || user.equals(userName)) && (database.isEmpty() || database.equals(databaseName));
    }
}
