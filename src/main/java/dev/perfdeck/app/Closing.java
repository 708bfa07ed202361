package dev.perfdeck.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes several things in order; one that fails is logged and does not keep the others open.
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void all(AutoCloseable... things) {
        for (var thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                log.warn("could not close {}", thing.getClass().getSimpleName(), e);
            }
        }
    }
}
