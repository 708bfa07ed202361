package dev.perfdeck.model;

/// Carries a [Fault] up a call stack. Its message is the summary, so a log line is as clear as the screen.
public final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public FaultException(Fault fault) {
        super(fault.summary());
        this.fault = fault;
    }

    public FaultException(Fault fault, Throwable cause) {
        super(fault.summary(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
