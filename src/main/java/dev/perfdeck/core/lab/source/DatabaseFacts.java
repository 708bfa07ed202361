package dev.perfdeck.core.lab.source;

import org.jspecify.annotations.Nullable;

/// @param provider of the default collation: `c`, `i` or `b`; null before version 15
public record DatabaseFacts(
        int major,
        String searchPath,
        int blockSize,
        String encoding,
        @Nullable String provider,
        String collate,
        String ctype,
        @Nullable String locale,
        String role) {}
