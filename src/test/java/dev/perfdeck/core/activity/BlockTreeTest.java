package dev.perfdeck.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.BlockNode;
import dev.perfdeck.model.PgSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BlockTreeTest {
    private static final int SESSIONS = 12;

    record Edge(int waiter, int blocker) {}

    @Provide
    Arbitrary<Set<Edge>> edges() {
        var pid = Arbitraries.integers().between(1, SESSIONS);
        return net.jqwik.api.Combinators.combine(pid, pid).as(Edge::new).set().ofMaxSize(30);
    }

    @Property(tries = 500)
    void eachHasOnePlaceBelowOneOfItsBlockers(@ForAll("edges") Set<Edge> edges) {
        var roots = tree(edges, SESSIONS);
        var pids = Locking.all(roots).map(node -> node.session().pid()).toList();
        assertThat(pids).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ends(edges));
        Locking.all(roots)
                .forEach(node -> node.blocks()
                        .forEach(child -> assertThat(child.blockers())
                                .contains(node.session().pid())));
    }

    @Property(tries = 500)
    void whoWaitsForNobodyIsARootAndCountsAllWhoWait(@ForAll("edges") Set<Edge> edges) {
        var roots = tree(edges, SESSIONS);
        var free = new HashSet<>(ends(edges));
        real(edges).forEach(edge -> free.remove(edge.waiter()));
        assertThat(roots.stream()
                        .filter(root -> !root.waits())
                        .map(root -> root.session().pid()))
                .containsExactlyInAnyOrderElementsOf(free);
        assertThat(roots).isSortedAccordingTo((a, b) -> Integer.compare(b.holdsUp(), a.holdsUp()));
        Locking.all(roots).forEach(node -> assertThat(node.holdsUp()).isEqualTo(reach(edges, node)));
        // A root that waits is in a circle: it waits, through others, for itself.
        roots.stream().filter(BlockNode::waits).forEach(root -> {
            var pid = root.session().pid();
            assertThat(real(edges))
                    .anyMatch(
                            edge -> edge.waiter() == pid && reached(edges, pid).contains(edge.blocker()));
        });
    }

    @Property(tries = 200)
    void whoHasEndedIsLeftOut(@ForAll("edges") Set<Edge> edges) {
        var roots = tree(edges, SESSIONS / 2);
        assertThat(Locking.all(roots)).allMatch(node -> node.session().pid() <= SESSIONS / 2);
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        var edges = new LinkedHashSet<Edge>();
        for (int i = 1; i < 2_000; i++) {
            edges.add(new Edge(i + 1, i));
        }
        var roots = tree(edges, 2_000);
        assertThat(roots).hasSize(1);
        assertThat(roots.getFirst().holdsUp()).isEqualTo(1_999);
    }

    private static List<BlockNode> tree(Set<Edge> edges, int alive) {
        Map<Long, PgSession> sessions = new HashMap<>();
        for (int pid = 1; pid <= alive; pid++) {
            sessions.put((long) pid, new PgSession(pid, null, null, null, "", "", "", "", "", "", "", 0, "", 0));
        }
        var blockers = new HashMap<Integer, Set<Long>>();
        edges.forEach(edge -> blockers.computeIfAbsent(edge.waiter(), _ -> new LinkedHashSet<>())
                .add((long) edge.blocker()));
        var waiters = new ArrayList<Waiter>();
        blockers.forEach((pid, by) -> waiters.add(new Waiter(pid, by, "l", "m", null, "q" + pid, 1)));
        return BlockTree.of(sessions, waiters);
    }

    private static List<Edge> real(Set<Edge> edges) {
        return edges.stream().filter(edge -> edge.waiter() != edge.blocker()).toList();
    }

    private static Set<Integer> ends(Set<Edge> edges) {
        var ends = new HashSet<Integer>();
        real(edges).forEach(edge -> ends.addAll(List.of(edge.waiter(), edge.blocker())));
        return ends;
    }

    private static int reach(Set<Edge> edges, BlockNode node) {
        var reached = reached(edges, node.session().pid());
        reached.remove(node.session().pid());
        return reached.size();
    }

    private static Set<Integer> reached(Set<Edge> edges, int from) {
        var reached = new HashSet<Integer>();
        var next = new ArrayList<>(List.of(from));
        for (int i = 0; i < next.size(); i++) {
            var at = next.get(i);
            real(edges).stream()
                    .filter(edge -> edge.blocker() == at && reached.add(edge.waiter()))
                    .forEach(edge -> next.add(edge.waiter()));
        }
        return reached;
    }
}
