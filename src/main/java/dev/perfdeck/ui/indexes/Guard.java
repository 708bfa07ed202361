package dev.perfdeck.ui.indexes;

import dev.perfdeck.app.MigrationRoom;
import java.util.Optional;

/// The environment's name that is typed before a write on production. Screen executor only.
final class Guard {
    private final MigrationRoom room;
    private String typed = "";

    Guard(MigrationRoom room) {
        this.room = room;
    }

    void type(String name) {
        typed = name.strip();
    }

    boolean passed() {
        return room.nameToType().map(typed::equals).orElse(true);
    }

    Optional<String> wanted() {
        return room.nameToType();
    }

    /// What was typed, once: for the next write it is typed again.
    String take() {
        var name = typed;
        typed = "";
        return name;
    }
}
