package dev.perfdeck.ui.shell;

import dev.perfdeck.app.Session;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.Source;
import dev.perfdeck.model.SourceHealth;
import dev.perfdeck.ui.Figures;
import dev.perfdeck.ui.Fxml;
import dev.perfdeck.ui.Span;
import dev.perfdeck.ui.Theme;
import dev.perfdeck.ui.View;
import dev.perfdeck.ui.Work;
import dev.perfdeck.ui.activity.ActivityModel;
import dev.perfdeck.ui.activity.ActivityView;
import dev.perfdeck.ui.advice.AdviceModel;
import dev.perfdeck.ui.advice.AdviceView;
import dev.perfdeck.ui.cache.CacheModel;
import dev.perfdeck.ui.cache.CacheView;
import dev.perfdeck.ui.dialog.PasswordDialog;
import dev.perfdeck.ui.indexes.IndexesModel;
import dev.perfdeck.ui.indexes.IndexesView;
import dev.perfdeck.ui.overview.OverviewModel;
import dev.perfdeck.ui.overview.OverviewView;
import dev.perfdeck.ui.query.QueryModel;
import dev.perfdeck.ui.query.QueryView;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The frame: sidebar, header, the screen in the middle, banners, status bar. The only class that knows the screens.
@SuppressWarnings("NullAway.Init") // the FXML loader sets the fields before `initialize`
public final class ShellView {
    private final Session session;
    private final ShellModel model;
    private final Theme theme;
    private final Work work;
    private final ResourceBundle words = Fxml.words(ShellView.class);
    private final List<Screen> screens;
    private final Map<Screen, View> visited = new LinkedHashMap<>();
    private final Map<Screen, ToggleButton> entries = new LinkedHashMap<>();
    private final Map<Source, Lamp> lamps = new EnumMap<>(Source.class);
    private final Parent root;
    private List<Trouble> bannered = List.of();
    private @Nullable Screen current;

    @FXML
    private VBox navigation;

    @FXML
    private VBox lampBox;

    @FXML
    private VBox banners;

    @FXML
    private StackPane stage;

    @FXML
    private Label environment;

    @FXML
    private Label title;

    @FXML
    private Label cost;

    @FXML
    private Label clock;

    @FXML
    private HBox spans;

    @FXML
    private ToggleButton pause;

    @FXML
    private Button themeButton;

    @FXML
    private Button keysButton;

    public ShellView(Session session, Theme theme, Work work) {
        this.session = session;
        this.model = new ShellModel(session);
        this.theme = theme;
        this.work = work;
        this.screens = screens();
        this.root = Fxml.load(this);
    }

    private List<Screen> screens() {
        var overview = new Screen(
                "overview",
                "fth-activity",
                () -> new OverviewView(new OverviewModel(session, work, model.span(), model.paused())));
        var cache = session.cache()
                .map(room -> new Screen(
                        "cache",
                        "fth-database",
                        () -> new CacheView(new CacheModel(session, room, work, model.span(), model.paused()))));
        var queries = session.statements()
                .map(room -> new Screen(
                        "queries",
                        "fth-list",
                        () -> new QueryView(new QueryModel(session, room, work, model.span(), model.paused()))));
        var activity = session.activity()
                .map(room -> new Screen(
                        "activity",
                        "fth-users",
                        () -> new ActivityView(new ActivityModel(session, room, work, model.span(), model.paused()))));
        var indexes = session.migrations()
                .flatMap(room -> session.indexHealth()
                        .map(health -> new Screen(
                                "indexes",
                                "fth-grid",
                                () -> new IndexesView(
                                        session, new IndexesModel(room, health, work, model.span(), model.paused())))));
        var advice = session.advice()
                .map(room ->
                        new Screen("advice", "fth-star", () -> new AdviceView(new AdviceModel(session, room, work))));
        return Stream.of(
                        Stream.of(overview),
                        cache.stream(),
                        queries.stream(),
                        activity.stream(),
                        indexes.stream(),
                        advice.stream())
                .flatMap(each -> each)
                .toList();
    }

    public Parent root() {
        return root;
    }

    @FXML
    private void initialize() {
        showEnvironment();
        var group = new ToggleGroup();
        for (int i = 0; i < screens.size(); i++) {
            navigation.getChildren().add(entry(screens.get(i), i + 1, group));
        }
        for (var source : Source.values()) {
            var lamp = new Lamp(words);
            lamps.put(source, lamp);
            lampBox.getChildren().add(lamp);
        }
        showSpans();
        pause.selectedProperty().addListener((property, before, now) -> {
            model.paused().set(now);
            pause.setText(words.getString(now ? "pause.resume" : "pause.pause"));
            refresh();
        });
        themeButton.setOnAction(pressed -> theme.next());
        theme.choice().subscribe(this::showTheme);
        keysButton.setOnAction(pressed -> Keys.show(root.getScene(), words));
        open(screens.getFirst());
    }

    private void showEnvironment() {
        var production = session.environment().production();
        environment.setText(
                session.environment().name() + (production ? words.getString("environment.production") : ""));
        environment.pseudoClassStateChanged(PseudoClass.getPseudoClass("production"), production);
    }

    private ToggleButton entry(Screen screen, int digit, ToggleGroup group) {
        var button = new ToggleButton(words.getString("screen." + screen.key()), new FontIcon(screen.icon()));
        button.getStyleClass().add("screen-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setToggleGroup(group);
        button.setTooltip(new Tooltip(words.getString("keys.modifier") + "+" + digit));
        button.setOnAction(pressed -> open(screen));
        entries.put(screen, button);
        return button;
    }

    private void showSpans() {
        var group = new ToggleGroup();
        for (var span : Span.values()) {
            var button = new ToggleButton(span.label());
            button.setToggleGroup(group);
            button.getStyleClass()
                    .add(span.ordinal() == 0 ? "left-pill" : span == Span.HOUR ? "right-pill" : "center-pill");
            button.setSelected(span == model.span().get());
            button.setOnAction(pressed -> {
                button.setSelected(true);
                model.span().set(span);
                refresh();
            });
            spans.getChildren().add(button);
        }
    }

    private void showTheme(Theme.Choice choice) {
        themeButton.setGraphic(new FontIcon(
                switch (choice) {
                    case SYSTEM -> "fth-monitor";
                    case DARK -> "fth-moon";
                    case LIGHT -> "fth-sun";
                }));
        var said = words.getString("theme." + choice);
        themeButton.setTooltip(new Tooltip(said));
        themeButton.setAccessibleText(said);
    }

    private void open(Screen screen) {
        current = screen;
        var view = visited.computeIfAbsent(screen, s -> s.view().get());
        stage.getChildren().setAll(view.node());
        title.setText(words.getString("screen." + screen.key()));
        entries.forEach((s, button) -> button.setSelected(s.equals(screen)));
        refresh();
    }

    /// Opens the n-th screen, counted from 1; does nothing where there is none.
    public void openNumber(int number) {
        if (number >= 1 && number <= screens.size()) {
            open(screens.get(number - 1));
        }
    }

    void togglePause() {
        pause.setSelected(!pause.isSelected());
    }

    void nextTheme() {
        theme.next();
    }

    ResourceBundle words() {
        return words;
    }

    /// Pulls everything visible; called by the pulse.
    public void refresh() {
        model.refresh();
        model.health().get().forEach(h -> lamp(h.source()).show(h));
        showBanners();
        cost.setText(costs(model.health().get()));
        clock.setText(lastEvent());
        var view = current == null ? null : visited.get(current);
        if (view != null) {
            view.refresh();
        }
    }

    private Lamp lamp(Source source) {
        return lamps.computeIfAbsent(source, s -> new Lamp(words));
    }

    private void showBanners() {
        var troubles = model.troubles();
        if (!troubles.equals(bannered)) {
            bannered = troubles;
            banners.getChildren()
                    .setAll(troubles.stream()
                            .map(t -> new Banner(t, words, passwordOf(t)))
                            .toList());
        }
    }

    /// What opens the dialog, where the trouble is a password that can be entered.
    private Optional<Runnable> passwordOf(Trouble trouble) {
        return trouble.fault() instanceof Fault.PasswordWanted wanted
                ? session.logins()
                        .map(logins ->
                                () -> PasswordDialog.show(root.getScene().getWindow(), logins, wanted.source(), work))
                : Optional.empty();
    }

    private String costs(List<SourceHealth> health) {
        var each = health.stream()
                .filter(h -> !Double.isNaN(h.costMillisPerSecond()))
                .map(h -> h.source().title() + " " + Figures.millis(h.costMillisPerSecond()) + " ms/s")
                .collect(Collectors.joining(", "));
        return each.isEmpty() ? words.getString("status.sampling") : words.getString("status.costs") + " " + each;
    }

    private String lastEvent() {
        var now = Figures.clock(Instant.now());
        return session.events().stream()
                .findFirst()
                .map(e -> now + "  ·  " + Figures.clock(e.at()) + " " + e.text())
                .orElse(now);
    }
}
