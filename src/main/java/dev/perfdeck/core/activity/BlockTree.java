package dev.perfdeck.core.activity;

import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.PgSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes a tree of who waits for whom. In a queue each session waits for all before it, so the edges are no tree: every
/// session gets one place, as near to a root as can be, and a queue lies flat below the one who holds the lock.
///
/// Pure. Where sessions wait in a circle, one of them is taken for the root.
final class BlockTree {
    private final Map<Long, PgSession> sessions;
    private final BlockGraph graph;
    private final BitSet placed = new BitSet();
    private final Map<Integer, List<Integer>> below = new HashMap<>();

    /// @param sessions by key; an edge to somebody who is not in it leads to a session that has ended, and is left out
    static List<BlockNode> of(Map<Long, PgSession> sessions, List<Waiter> waiters) {
        var tree = new BlockTree(sessions, new BlockGraph(sessions, waiters));
        return tree.nodes(tree.grow());
    }

    private BlockTree(Map<Long, PgSession> sessions, BlockGraph graph) {
        this.sessions = sessions;
        this.graph = graph;
    }

    /// Gives everybody a place; the answer is the roots.
    private List<Integer> grow() {
        var roots = new ArrayList<>(
                ordered(all().filter(place -> graph.blockers(place).isEmpty())));
        spread(roots);
        // Who is left waits in a circle or behind one. Whoever holds up most is in the circle, not behind it.
        while (placed.cardinality() < graph.size()) {
            var root = ordered(all().filter(place -> !placed.get(place))).getFirst();
            roots.add(root);
            spread(List.of(root));
        }
        return ordered(roots.stream().mapToInt(Integer::intValue));
    }

    private IntStream all() {
        return IntStream.range(0, graph.size());
    }

    private void spread(List<Integer> roots) {
        var next = new ArrayDeque<>(roots);
        roots.forEach(placed::set);
        for (var at = next.poll(); at != null; at = next.poll()) {
            var children = ordered(graph.waitFor(at).stream().filter(place -> !placed.get(place)));
            children.forEach(placed::set);
            below.put(at, children);
            next.addAll(children);
        }
    }

    /// Whoever holds up most first.
    private List<Integer> ordered(IntStream places) {
        return places.boxed()
                .sorted(Comparator.<Integer>comparingInt(place -> -graph.holdsUp(place))
                        .thenComparingLong(graph::key))
                .toList();
    }

    /// From the leaves up, so that a chain of hundreds needs no deep stack.
    private List<BlockNode> nodes(List<Integer> roots) {
        var order = new ArrayList<>(roots);
        for (int i = 0; i < order.size(); i++) {
            order.addAll(children(order.get(i)).toList());
        }
        var made = new HashMap<Integer, BlockNode>();
        for (var place : order.reversed()) {
            made.put(place, node(place, pick(made, children(place))));
        }
        return pick(made, roots.stream());
    }

    private Stream<Integer> children(Integer place) {
        return below.getOrDefault(place, List.of()).stream();
    }

    private static List<BlockNode> pick(Map<Integer, BlockNode> made, Stream<Integer> places) {
        return places.map(place -> Objects.requireNonNull(made.get(place))).toList();
    }

    private BlockNode node(int place, List<BlockNode> blocks) {
        var waiter = graph.waiter(place);
        return new BlockNode(
                Objects.requireNonNull(sessions.get(graph.key(place))),
                waiter.map(Waiter::lock).orElse(""),
                waiter.map(Waiter::mode).orElse(""),
                waiter.map(Waiter::since).orElse(null),
                graph.blockers(place).stream()
                        .map(blocker -> (int) Math.max(0, graph.key(blocker)))
                        .boxed()
                        .toList(),
                graph.holdsUp(place),
                graph.unlisted(place),
                blocks);
    }
}
