package dev.perfdeck.ui.plan;

import dev.perfdeck.model.plan.PlanJudge;
import dev.perfdeck.model.plan.PlanMark;
import dev.perfdeck.model.plan.PlanNode;
import dev.perfdeck.model.plan.PlanText;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A step of a plan as a row says it.
record PlanRow(PlanNode node, PlanJudge judge, ResourceBundle words) {
    /// What tells a step from others of its kind, the first that it has.
    private static final List<String> CONDITIONS = List.of(
            "Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "Filter", "Sort Key", "Group Key");

    String subject() {
        var subject = node.subject();
        if (node.index().isEmpty()) {
            return subject;
        }
        return subject.isEmpty() ? node.index() : node.index() + " · " + subject;
    }

    /// The condition, without the brackets around all of it.
    String condition() {
        return CONDITIONS.stream()
                .flatMap(name -> node.detail(name).stream())
                .findFirst()
                .map(text -> text.startsWith("(") && text.endsWith(")") && text.indexOf(')') == text.length() - 1
                        ? text.substring(1, text.length() - 1)
                        : text)
                .orElse("");
    }

    Set<PlanMark> marks() {
        return judge.marks(node);
    }

    Optional<String> mark() {
        return marks().stream().findFirst().map(this::words);
    }

    private String words(PlanMark mark) {
        return mark == PlanMark.MISESTIMATE
                ? MessageFormat.format(words.getString("mark.times"), Figures.brief((long) PlanJudge.misestimate(node)))
                : words.getString("mark." + mark);
    }

    double percent() {
        return judge.percent(node);
    }

    /// What is expected of one run; after a run, what came of it.
    String rows() {
        return node.actual()
                .map(actual -> actual.loops() == 0
                        ? words.getString("never")
                        : MessageFormat.format(
                                words.getString("rows.came"), Figures.brief((long) actual.rows()), planRows()))
                .orElseGet(this::planRows);
    }

    private String planRows() {
        return Double.isNaN(node.planRows()) ? Figures.UNKNOWN : Figures.brief((long) node.planRows());
    }

    /// All of it in a sentence, for those who do not see it.
    String said() {
        var sentence = MessageFormat.format(
                words.getString("said.step"),
                PlanText.phrase(node),
                Figures.percent(percent()),
                words.getString(judge.timed() ? "said.time" : "said.cost"),
                rows());
        return Stream.concat(Stream.of(sentence), marks().stream().map(this::words))
                .collect(Collectors.joining(", "));
    }

    /// Everything that the server says of the step, a line each.
    String details() {
        var read = Double.isNaN(node.tableRows()) || !node.scansAll()
                ? Stream.<String>empty()
                : Stream.of(MessageFormat.format(words.getString("rows.read"), Figures.count((long) node.tableRows())));
        var lines = node.details().stream().map(detail -> detail.name() + ": " + detail.value());
        var head = Stream.of(PlanText.line(node)
                + (marks().isEmpty()
                        ? ""
                        : "   ! " + marks().stream().map(this::words).collect(Collectors.joining(", "))));
        return Stream.of(head, read, lines).flatMap(each -> each).collect(Collectors.joining("\n"));
    }
}
