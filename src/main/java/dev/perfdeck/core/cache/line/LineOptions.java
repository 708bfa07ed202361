package dev.perfdeck.core.cache.line;

import dev.perfdeck.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How to reach Redis, and how long to wait for it.
///
/// @param url            `redis://`, `rediss://`, `redis-sentinel://` or `redis-socket://`, without password; of a
/// cluster
///                       with several hosts separated by commas
/// @param user           of the ACL; the URL's if empty
/// @param trust          certificates in PEM that a TLS server is checked against; the JDK's own if empty
/// @param readTimeout    the longest that a cache read waits
/// @param timeout        the longest that any other command waits
/// @param connections    at most: the shared one, one for messages, the rest for whoever borrows
/// @param queue          commands on their way at most; more are refused at once
/// @param breakAfter     failures in a row that open the breaker
/// @param probeEvery     how often a broken line is tried
/// @param replicaReads   whether reads may go to replicas
public record LineOptions(
        String url,
        Optional<String> user,
        Optional<Secret> password,
        boolean cluster,
        boolean replicaReads,
        Optional<Path> trust,
        Duration readTimeout,
        Duration timeout,
        int connections,
        int queue,
        int breakAfter,
        Duration probeEvery) {}
