package dev.perfdeck.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been opened so far; closed in the opposite order, once, also when the process is asked to end. One that
/// fails to close does not keep the others open.
final class OpenThings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenThings.class);

    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::closeAll, "demo exit");

    OpenThings() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    synchronized <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    @Override
    public void close() {
        closeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            log.debug("the process is ending already");
        }
    }

    private synchronized void closeAll() {
        while (!things.isEmpty()) {
            var thing = things.pop();
            try {
                thing.close();
            } catch (Exception e) {
                log.warn("{} did not close: {}", thing.getClass().getSimpleName(), e.toString());
            }
        }
    }
}
