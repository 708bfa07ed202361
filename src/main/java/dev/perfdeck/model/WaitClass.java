package dev.perfdeck.model;

/// What an active session spends its time on, as `wait_event_type` tells it.
public enum WaitClass {
    /// No wait: on a processor, or ready for one.
    CPU(""),
    IO("IO"),
    LOCK("Lock"),
    LWLOCK("LWLock"),
    IPC("IPC"),
    CLIENT("Client"),
    /// Buffer pins, time-outs, extensions and what later versions invent.
    OTHER("?");

    private final String type;

    WaitClass(String type) {
        this.type = type;
    }

    /// @param waitType empty for no wait
    public static WaitClass of(String waitType) {
        for (var known : values()) {
            if (known.type.equals(waitType)) {
                return known;
            }
        }
        return OTHER;
    }
}
