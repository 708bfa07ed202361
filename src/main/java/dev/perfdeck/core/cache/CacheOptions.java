package dev.perfdeck.core.cache;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.perfdeck.core.cache.line.LineOptions;
import dev.perfdeck.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a [CacheService] needs to know; immutable. Begin with [#at(String, String)] and say what differs.
///
/// @param namespace    prefix of every key; letters, digits and `_ . - :`
/// @param json         reads and writes the values
/// @param compressOver payloads of more bytes are compressed
/// @param longest      payloads of more bytes are not cached
/// @param nearEntries  values that this process remembers at most; 0 for no near cache
/// @param flushEvery   how often counters go to Redis
/// @param singleReads  is told of every key that is asked for alone
public record CacheOptions(
        LineOptions line,
        String namespace,
        ObjectMapper json,
        int compressOver,
        int longest,
        long nearEntries,
        Duration flushEvery,
        SingleReads singleReads) {
    public CacheOptions {
        if (!namespace.matches("[A-Za-z0-9_.:-]+")) {
            throw new IllegalArgumentException(
                    "a namespace is made of letters, digits and _ . - :, not '" + namespace + "'");
        }
        if (nearEntries > 0 && line.replicaReads()) {
            throw new IllegalArgumentException(
                    "a near cache and reads from replicas exclude each other: a replica may answer with what was just invalidated");
        }
    }

    /// The usual: one server, no password, 50 ms for reads and 5 s for the rest, 10 connections, no near cache.
    public static Builder at(String url, String namespace) {
        return new Builder(url, namespace);
    }

    /// Collects what differs from the usual. For one thread.
    public static final class Builder {
        private final String url;
        private final String namespace;
        private Optional<String> user = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private boolean cluster;
        private boolean replicaReads;
        private Optional<Path> trust = Optional.empty();
        private Duration readTimeout = Duration.ofMillis(50);
        private Duration timeout = Duration.ofSeconds(5);
        private int connections = 10;
        private int queue = 16_384;
        private int breakAfter = 3;
        private ObjectMapper json = JsonMapper.builder().findAndAddModules().build();
        private int compressOver = 4096;
        private int longest = 16 << 20;
        private long nearEntries;
        private Duration flushEvery = Duration.ofSeconds(2);
        private SingleReads singleReads = SingleReads.NONE;

        Builder(String url, String namespace) {
            this.url = url;
            this.namespace = namespace;
        }

        public Builder password(Optional<Secret> word) {
            this.password = word;
            return this;
        }

        /// An ACL user; the URL's user if not given.
        public Builder user(String name) {
            this.user = Optional.of(name);
            return this;
        }

        /// The URL names one or more nodes of a cluster, separated by commas.
        public Builder cluster() {
            this.cluster = true;
            return this;
        }

        /// Reads may be answered by replicas, which lag a little behind.
        public Builder replicaReads() {
            this.replicaReads = true;
            return this;
        }

        /// Certificates in PEM that the server's is checked against, instead of the JDK's.
        public Builder trust(Path pem) {
            this.trust = Optional.of(pem);
            return this;
        }

        /// The longest that a cache read waits for Redis before the caller goes on without.
        public Builder readTimeout(Duration limit) {
            this.readTimeout = limit;
            return this;
        }

        /// The longest that any other command waits.
        public Builder timeout(Duration limit) {
            this.timeout = limit;
            return this;
        }

        public Builder connections(int atMost) {
            this.connections = atMost;
            return this;
        }

        /// Commands on their way at most; more are refused at once.
        public Builder queue(int atMost) {
            this.queue = atMost;
            return this;
        }

        /// Failures in a row that switch the cache off until Redis answers again.
        public Builder breakAfter(int failures) {
            this.breakAfter = failures;
            return this;
        }

        public Builder json(ObjectMapper mapper) {
            this.json = mapper;
            return this;
        }

        public Builder compressOver(int bytes) {
            this.compressOver = bytes;
            return this;
        }

        public Builder longest(int bytes) {
            this.longest = bytes;
            return this;
        }

        /// Remembers up to so many values in this process, of the policies that ask for it.
        public Builder near(long entries) {
            this.nearEntries = entries;
            return this;
        }

        public Builder flushEvery(Duration interval) {
            this.flushEvery = interval;
            return this;
        }

        /// Tells `listener` of every key that is asked for alone.
        public Builder singleReads(SingleReads listener) {
            this.singleReads = listener;
            return this;
        }

        public CacheOptions build() {
            var line = new LineOptions(
                    url,
                    user,
                    password,
                    cluster,
                    replicaReads,
                    trust,
                    readTimeout,
                    timeout,
                    connections,
                    queue,
                    breakAfter,
                    Duration.ofMillis(100));
            return new CacheOptions(line, namespace, json, compressOver, longest, nearEntries, flushEvery, singleReads);
        }
    }
}
