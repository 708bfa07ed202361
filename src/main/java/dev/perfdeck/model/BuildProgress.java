package dev.perfdeck.model;

import java.util.Optional;

/// How far a run of index builds is; from `pg_stat_progress_create_index`.
///
/// @param index      the index under work
/// @param done       builds finished
/// @param of         builds in this run
/// @param phase      PostgreSQL's own word for the phase; empty while it has none
/// @param percent    of the phase, 0 to 100; NaN when the phase has no measure
/// @param waitsFor   who is waited for, in words, with the pid
public record BuildProgress(String index, int done, int of, String phase, double percent, Optional<String> waitsFor) {}
