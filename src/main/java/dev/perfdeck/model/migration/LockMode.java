package dev.perfdeck.model.migration;

import java.util.Locale;

/// The lock modes of PostgreSQL on tables, the weakest first; which stop which is table 13.2 of its manual.
public enum LockMode {
    ACCESS_SHARE("nobody waits but those who drop or change the table"),
    ROW_SHARE("nobody waits but those who drop or change the table"),
    ROW_EXCLUSIVE("reads and writes go on; index builds and changes of the table wait"),
    SHARE_UPDATE_EXCLUSIVE("reads and writes go on; vacuum and other changes of the table wait"),
    SHARE("writes wait, reads go on"),
    SHARE_ROW_EXCLUSIVE("writes wait, reads go on"),
    EXCLUSIVE("writes and locking reads wait, plain reads go on"),
    ACCESS_EXCLUSIVE("reads and writes wait");

    private final String waiting;

    LockMode(String waiting) {
        this.waiting = waiting;
    }

    /// As the manual writes it, `ACCESS EXCLUSIVE`.
    public String title() {
        return name().replace('_', ' ');
    }

    /// Whom it holds up while it is held, in words.
    public String waiting() {
        return waiting;
    }

    /// Ordinary writers wait; a request for it that waits itself holds up all that come after.
    public boolean blocksWrites() {
        return compareTo(SHARE) >= 0;
    }

    public boolean blocksReads() {
        return this == ACCESS_EXCLUSIVE;
    }

    /// From the name in `pg_locks`, `AccessExclusiveLock`.
    public static LockMode ofCatalog(String name) {
        var words = name.replaceFirst("Lock$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return valueOf(words.toUpperCase(Locale.ROOT));
    }
}
