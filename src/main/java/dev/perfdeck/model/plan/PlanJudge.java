package dev.perfdeck.model.plan;

import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// What each step of a plan has of the whole, and what is remarkable about it. Immutable once built, any thread.
///
/// A step's own cost is its total less that of its children, each counted as often as it is paid for: the inner side of
/// a nested loop once a row of the outer one, a child of `Limit` only in part. Where the statement was run, the same is
/// done with the measured time, and shares are shares of that.
public final class PlanJudge {
    /// From here on a table is not small.
    public static final double MANY_ROWS = 10_000;

    /// Where nobody knows the rows of a table: a cost that a table of [#MANY_ROWS] rows comes to.
    private static final double MUCH_COST = 200;

    private static final double FACTOR = 10;
    private static final double FEW_ROWS = 100;

    private final IdentityHashMap<PlanNode, Double> own = new IdentityHashMap<>();
    private final double sum;
    private final boolean timed;

    private PlanJudge(PlanDocument plan) {
        timed = plan.root()
                .actual()
                .filter(actual -> !Double.isNaN(actual.totalMillis()))
                .isPresent();
        if (timed) {
            time(plan.root(), 1);
        } else {
            cost(plan.root(), 1);
        }
        sum = own.values().stream().mapToDouble(each -> each).sum();
    }

    public static PlanJudge of(PlanDocument plan) {
        return new PlanJudge(plan);
    }

    /// Whether shares are of measured time, and not of the planner's cost.
    public boolean timed() {
        return timed;
    }

    /// The step's own cost, or milliseconds where [#timed].
    public double own(PlanNode node) {
        return own.getOrDefault(node, Double.NaN);
    }

    /// The step's own part of the whole, 0 to 100; NaN where costs are not known.
    public double percent(PlanNode node) {
        return sum > 0 ? Math.min(100, 100 * own(node) / sum) : Double.NaN;
    }

    private double cost(PlanNode node, double runs) {
        var children = 0.0;
        for (int i = 0; i < node.children().size(); i++) {
            children += cost(node.children().get(i), runs * runs(node, i));
        }
        var all = node.totalCost() * runs;
        own.put(node, Double.isNaN(all) ? Double.NaN : Math.max(0, all - children));
        return Double.isNaN(all) ? 0 : all;
    }

    /// How often one run of the parent pays for a child.
    private static double runs(PlanNode parent, int child) {
        var node = parent.children().get(child);
        if (!(node.totalCost() > 0)) {
            return 1;
        }
        if (parent.type().equals("Limit")) {
            return Math.min(1, parent.totalCost() / node.totalCost());
        }
        if (parent.type().startsWith("Nested Loop") && child == 1) {
            var outer = parent.children().getFirst();
            var most = (parent.totalCost() - outer.totalCost()) / node.totalCost();
            return Math.max(0, Math.min(Math.max(1, outer.planRows()), most));
        }
        return 1;
    }

    /// @param processes that share the runs of a step under `Gather`
    private double time(PlanNode node, double processes) {
        var below = node.type().startsWith("Gather") ? processes * (1 + workers(node)) : processes;
        var children = node.children().stream()
                .mapToDouble(child -> time(child, below))
                .sum();
        var all = node.actual()
                .map(actual -> actual.totalMillis() * actual.loops() / Math.min(processes, Math.max(1, actual.loops())))
                .orElse(0.0);
        own.put(node, Math.max(0, all - children));
        return all;
    }

    private static double workers(PlanNode gather) {
        var launched = gather.figure("Workers Launched");
        return Double.isNaN(launched) ? 0 : launched;
    }

    /// Its marks, the gravest first.
    public Set<PlanMark> marks(PlanNode node) {
        var marks = EnumSet.noneOf(PlanMark.class);
        if (node.scansAll() && large(node)) {
            marks.add(PlanMark.FULL_SCAN);
        }
        if (discards(node)) {
            marks.add(PlanMark.DISCARDS);
        }
        if (misestimate(node) >= FACTOR) {
            marks.add(PlanMark.MISESTIMATE);
        }
        if (spills(node)) {
            marks.add(PlanMark.SPILLS);
        }
        return marks;
    }

    private static boolean large(PlanNode scan) {
        var rows = Math.max(orNought(scan.tableRows()), scan.planRows());
        return rows >= MANY_ROWS || (Double.isNaN(scan.tableRows()) && scan.totalCost() >= MUCH_COST);
    }

    private static boolean discards(PlanNode node) {
        var kept = node.actual().map(PlanNode.Actual::rows).orElse(Double.NaN);
        var runs = node.actual().map(PlanNode.Actual::loops).orElse(0.0);
        var thrown = orNought(node.figure("Rows Removed by Filter"))
                + orNought(node.figure("Rows Removed by Index Recheck"))
                + orNought(node.figure("Rows Removed by Join Filter"));
        return !node.scansAll() && thrown * runs >= MANY_ROWS && thrown >= FACTOR * kept;
    }

    /// How far the estimate is off, 1 or more; NaN where it was not run, or where so few rows are meant that it does
    /// not
    /// matter.
    public static double misestimate(PlanNode node) {
        var actual = node.actual().filter(each -> each.loops() > 0);
        if (actual.isEmpty()) {
            return Double.NaN;
        }
        var came = actual.get().rows();
        if (Math.max(came, node.planRows()) * actual.get().loops() < FEW_ROWS) {
            return Double.NaN;
        }
        return Math.max(
                Math.max(came, 1) / Math.max(node.planRows(), 1), Math.max(node.planRows(), 1) / Math.max(came, 1));
    }

    private static boolean spills(PlanNode node) {
        return node.detail("Sort Space Type").filter("Disk"::equals).isPresent()
                || node.figure("Hash Batches") > 1
                || node.figure("Disk Usage") > 0
                || (node.children().isEmpty() && node.figure("Temp Written Blocks") > 0);
    }

    private static double orNought(double figure) {
        return Double.isNaN(figure) ? 0 : figure;
    }
}
