package dev.perfdeck.model;

/// A password on its way from where it is kept to the one driver that needs it. Never prints itself, has no equality,
/// and is not serialisable.
public final class Secret {
    private final char[] value;

    public Secret(char[] value) {
        this.value = value.clone();
    }

    public Secret(String value) {
        this.value = value.toCharArray();
    }

    /// The clear text; call it only in the line that hands it to a driver.
    public String reveal() {
        return new String(value);
    }

    @Override
    public String toString() {
        return "••••••";
    }
}
