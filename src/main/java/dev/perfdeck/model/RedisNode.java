package dev.perfdeck.model;

/// One server of a Redis Cluster or a Sentinel set, as the others see it.
///
/// @param role   `master`, `replica` or `sentinel`
/// @param up     whether the others reach it
/// @param detail what matters of it in a few words: its slots, its master, its lag
public record RedisNode(String address, String role, boolean up, String detail) {}
