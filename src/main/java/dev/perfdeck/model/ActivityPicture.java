package dev.perfdeck.model;

import java.time.Instant;
import java.util.List;

/// What the sessions of a server did at one moment, the console's own left out.
///
/// @param at        by the server's clock, so that ages are right
/// @param total     sessions of clients, whatever their state, and processes of the server that run a statement
/// @param waiting   sessions that wait for a lock
/// @param groups    by state and wait, the largest first
/// @param longest   the oldest transactions, statements and snapshots, and prepared transactions; not every session
/// @param roots     who holds others up, the one that holds up most first; the console's index builds are among them
/// @param truncated whether some of those who wait are not in the tree but only counted
/// @param seesAll   false where the role may not see other roles' sessions: the groups are then not the whole
public record ActivityPicture(
        Instant at,
        int total,
        int waiting,
        List<SessionGroup> groups,
        List<PgSession> longest,
        List<BlockNode> roots,
        boolean truncated,
        boolean seesAll) {}
