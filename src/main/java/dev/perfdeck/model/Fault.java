package dev.perfdeck.model;

import java.time.Duration;

/// Something that went wrong, in words a person can act on. Foreign exceptions become a `Fault` at the border where
/// they
/// enter; every face switches over the cases exhaustively. No case ever carries a password.
///
/// Immutable, safe on any thread.
public sealed interface Fault {
    /// One sentence: what was wrong, and where.
    String summary();

    /// One sentence, setting or statement that mends it; empty where nothing but waiting helps.
    String remedy();

    /// Nobody answers at that address.
    record Unreachable(Source source, String address, String reason) implements Fault {
        @Override
        public String summary() {
            return source.title() + " at " + address + " cannot be reached: " + reason;
        }

        @Override
        public String remedy() {
            return "Check that the server runs and that the address in the configuration is right; Perfdeck retries by itself.";
        }
    }

    /// The server answered, and refused who we are or what we asked for.
    record Denied(Source source, String reason, String remedy) implements Fault {
        @Override
        public String summary() {
            return source.title() + " refused: " + reason;
        }
    }

    /// The server wants a password: it was given none, or refused the one it was given.
    record PasswordWanted(Source source, String reason, String remedy) implements Fault {
        @Override
        public String summary() {
            return source.title() + " wants a password: " + reason;
        }
    }

    /// The server took longer than our own limit.
    record TimedOut(Source source, String what, Duration limit) implements Fault {
        @Override
        public String summary() {
            return source.title() + " did not answer " + what + " within " + limit.toMillis() + " ms";
        }

        @Override
        public String remedy() {
            return "The server or the way to it is overloaded; Perfdeck asks less often until it answers.";
        }
    }

    /// A PostgreSQL extension that a figure needs is absent or not loaded.
    record MissingExtension(String extension, String reason, String remedy) implements Fault {
        @Override
        public String summary() {
            return "PostgreSQL lacks " + extension + ": " + reason;
        }
    }

    /// The server runs but cannot serve now: it starts up, is full, or only reads.
    record Unavailable(Source source, String reason, String remedy) implements Fault {
        @Override
        public String summary() {
            return source.title() + " is not available: " + reason;
        }
    }

    /// Input that is not right: `where` is a file and line, a field or an argument; `expected` what would be right.
    record Rejected(String where, String what, String expected) implements Fault {
        @Override
        public String summary() {
            return where.isEmpty() ? what : where + ": " + what;
        }

        @Override
        public String remedy() {
            return expected;
        }
    }

    /// A migration did not end well; `state` says what stands on the server now.
    record MigrationFailed(String migration, String reason, String state, String remedy) implements Fault {
        @Override
        public String summary() {
            return migration + " failed: " + reason + "; " + state;
        }
    }

    /// Something in Perfdeck itself, or on this machine.
    record Internal(String what, String remedy) implements Fault {
        @Override
        public String summary() {
            return what;
        }
    }
}
