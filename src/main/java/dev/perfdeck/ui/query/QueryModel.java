package dev.perfdeck.ui.query;

import dev.perfdeck.app.Session;
import dev.perfdeck.app.StatementRoom;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Event;
import dev.perfdeck.model.QueryFigures;
import dev.perfdeck.model.StatementFigures;
import dev.perfdeck.model.StatementFilter;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

/// What the queries screen shows: which statements, in which order, and the one that is opened. Screen executor only.
public final class QueryModel {
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final int LONGEST_SEARCH = 10_000;

    private final Map<String, String> lines = new HashMap<>();
    private final Around around;
    private final StatementRoom room;
    private final Work work;
    private final ObservableValue<Span> span;
    private final ObservableValue<Boolean> paused;
    private Order order = Order.TOTAL;
    private boolean least;
    private String search = "";
    private Optional<String> user = Optional.empty();
    private Optional<String> database = Optional.empty();
    private boolean every;
    private String opened = "";
    private List<StatementFigures> all = List.of();
    private final Badges badges;

    public QueryModel(
            Session session,
            StatementRoom room,
            Work work,
            ObservableValue<Span> span,
            ObservableValue<Boolean> paused) {
        this(
                new Around(
                        () -> session.status().targets().slowQueryMillis(),
                        session::events,
                        session::queryFigures,
                        session.environment().database().map(Environment.Database::name)),
                room,
                work,
                span,
                paused);
    }

    QueryModel(
            Around around, StatementRoom room, Work work, ObservableValue<Span> span, ObservableValue<Boolean> paused) {
        this.around = around;
        this.room = room;
        this.work = work;
        this.span = span;
        this.paused = paused;
        this.badges = new Badges(room);
    }

    /// What is shown beside the statements.
    ///
    /// @param database the watched one
    record Around(
            DoubleSupplier slowMillis,
            Supplier<List<Event>> events,
            Supplier<QueryFigures> named,
            Optional<String> database) {}

    /// Marks for the charts, the newest first.
    List<Event> events() {
        return around.events().get();
    }

    QueryFigures named() {
        return around.named().get();
    }

    /// What is known to be wrong with statements, beyond their figures.
    Badges badges() {
        return badges;
    }

    StatementRoom room() {
        return room;
    }

    Work work() {
        return work;
    }

    Span span() {
        return span.getValue();
    }

    Duration length() {
        return span().length();
    }

    boolean paused() {
        return paused.getValue();
    }

    /// From here on a mean is called slow.
    double slowMillis() {
        return around.slowMillis().getAsDouble();
    }

    /// Reads the statements anew.
    void pull() {
        all = room.statements(length(), StatementFilter.ALL);
        badges.found(named().nPlusOne());
        if (lines.size() > 2 * all.size() + 1_000) {
            lines.clear();
        }
    }

    /// Those that the search and the filters let through, in order.
    List<StatementFigures> shown() {
        return all.stream().filter(this::passes).sorted(order.comparator(least)).toList();
    }

    int count() {
        return all.size();
    }

    private boolean passes(StatementFigures statement) {
        return user.map(statement.user()::equals).orElse(true)
                && database.map(statement.database()::equals).orElse(true)
                && (search.isEmpty()
                        || line(statement).contains(search)
                        || Long.toString(statement.queryId()).equals(search));
    }

    /// As it is searched: a line break in a text is a space in what one types.
    private String line(StatementFigures statement) {
        return lines.computeIfAbsent(statement.text(), QueryModel::plain);
    }

    private static String plain(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    SortedSet<String> users() {
        return all.stream().map(StatementFigures::user).collect(Collectors.toCollection(TreeSet::new));
    }

    SortedSet<String> databases() {
        return all.stream().map(StatementFigures::database).collect(Collectors.toCollection(TreeSet::new));
    }

    Order order() {
        return order;
    }

    boolean least() {
        return least;
    }

    /// The same order once more turns it round.
    void order(Order chosen) {
        least = chosen == order && !least;
        order = chosen;
    }

    void search(String words) {
        search = plain(words.substring(0, Math.min(words.length(), LONGEST_SEARCH)));
    }

    void user(Optional<String> chosen) {
        user = chosen;
    }

    void database(Optional<String> chosen) {
        database = chosen;
    }

    /// Whether the server's other databases are read too, from the next reading on.
    void everyDatabase(boolean wanted) {
        every = wanted;
        room.everyDatabase(wanted);
    }

    boolean every() {
        return every;
    }

    /// The watched database, where others have been read as well; what these left behind is not of it.
    Optional<String> own() {
        return around.database();
    }

    /// Opens one statement; the first of the list where none was chosen.
    void open(String key) {
        opened = key;
    }

    String opened() {
        return opened;
    }

    Optional<StatementFigures> statement(String key) {
        return all.stream().filter(each -> each.key().equals(key)).findFirst();
    }
}
