package dev.perfdeck.core.cache;

import java.util.List;

/// How the line to Redis is now.
///
/// @param connected whether calls are sent
/// @param trouble   the last thing that went wrong, in the server's or driver's words; empty while all is well
/// @param owed      invalidations that Redis has not confirmed yet
/// @param near      values held in this process
/// @param tracking  whether the server tells this process of changes
/// @param nodes     role and address of each known node
public record CacheHealth(
        boolean connected, String trouble, int owed, long near, boolean tracking, List<String> nodes) {}
