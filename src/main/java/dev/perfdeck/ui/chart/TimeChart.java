package dev.perfdeck.ui.chart;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric.Unit;
import dev.perfdeck.model.Verdict;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;

/// Series of a sample a second over a span of time, with target, marks of events, legend and crosshair.
///
/// Whatever is set is drawn once, in the next pulse, and only while the chart can be seen. Missing samples are a gap.
/// With the keyboard: left and right move the crosshair (Shift: ten times as far), Home and End take it to the edges,
/// Escape
/// takes it away. FX thread only.
public final class TimeChart extends RasterRegion {
    private static final double TIME_HEIGHT = 20;
    private static final double HEADER_SPACE = 8;
    private static final double VALUE_HEIGHT = 40;
    private static final double LEAST_PLOT = 16;
    private static final double MARK_REACH = 4;

    private final Words words = new Words();
    private final StringProperty title = new SimpleStringProperty(this, "title", "");
    private final ObjectProperty<Unit> unit = new SimpleObjectProperty<>(this, "unit", Unit.COUNT);
    private final StringProperty emptyText = new SimpleStringProperty(this, "emptyText", words.say("empty"));
    private final Legend legend = new Legend(this::redraw);
    private final Header header = new Header(title, unit, legend);
    private final Plot plot = new Plot();
    private final Axes axes = new Axes();
    private final Marks marks = new Marks();
    private final Label empty = new Label();
    private final Crosshair crosshair = new Crosshair(words);
    private final Pointer pointer = new Pointer(this);
    private List<Series> series = List.of();
    private Span span = new Span(0, 1);
    private Target target = Target.NONE;
    private TimeAxis clock = new TimeAxis(ZoneId.systemDefault());
    private double gutter = 40;
    private @Nullable Area area;

    public TimeChart() {
        getStyleClass().add("time-chart");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setFocusTraversable(true);
        setMinWidth(160);
        setPrefSize(480, 240);
        empty.getStyleClass().add("chart-empty");
        empty.setManaged(false);
        empty.setMouseTransparent(true);
        empty.textProperty().bind(emptyText);
        getChildren().addAll(axes, marks, empty, header, crosshair);
        unit.subscribe(this::rescale);
        emptyText.subscribe(this::redraw);
    }

    /// Replaces all lines. Series of the same name keep whether they are shown.
    public void setSeries(List<Series> series) {
        this.series = List.copyOf(series);
        legend.set(this.series);
        redraw();
    }

    /// The seconds at the left and the right edge.
    public void setSpan(long fromEpochSecond, long toEpochSecond) {
        span = new Span(fromEpochSecond, toEpochSecond);
        redraw();
    }

    /// @param value NaN for none
    /// @param label what stands at the line, `target 5,000`
    public void setTarget(double value, String label) {
        target = new Target(value, label, target.verdict());
        redraw();
    }

    /// Whether the target is met, for the accessible sentence.
    public void setVerdict(Verdict verdict) {
        target = new Target(target.value(), target.label(), verdict);
    }

    public void setMarks(List<Event> events) {
        marks.set(events);
        redraw();
    }

    /// Whose clock the axis shows; the system's unless set.
    public void setZone(ZoneId zone) {
        clock = new TimeAxis(zone);
        redraw();
    }

    /// Samples at most this many seconds apart are joined; 1 unless set. For what is sampled every 5 s it is 5.
    public void setBridge(int seconds) {
        plot.bridge(seconds);
        redraw();
    }

    public StringProperty titleProperty() {
        return title;
    }

    public ObjectProperty<Unit> unitProperty() {
        return unit;
    }

    /// What stands in the middle while there is nothing to draw: why that is so.
    public StringProperty emptyTextProperty() {
        return emptyText;
    }

    /// What the chart shows, in words; with the crosshair's values while that is shown.
    public String sentence() {
        Sentence sentence = new Sentence(words, clock, unit.get(), span);
        String all = sentence.of(title.get(), shown(), target, emptyText.get());
        return crosshair.isVisible() ? crosshair.text() + ". " + all : all;
    }

    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        // Made when asked for: it reads every sample.
        return attribute == AccessibleAttribute.TEXT
                ? sentence()
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    @Override
    protected double computeMinHeight(double width) {
        return header.minHeight(-1) + HEADER_SPACE + LEAST_PLOT + TIME_HEIGHT;
    }

    @Override
    void arrange() {
        header.resizeRelocate(0, 0, getWidth(), header.prefHeight(-1));
    }

    @Override
    void draw() {
        List<Series> lines = shown();
        double top = Math.ceil(header.getHeight() + HEADER_SPACE);
        double height = Math.max(1, snapSizeY(getHeight() - top - TIME_HEIGHT));
        int most = (int) Math.max(2, height / VALUE_HEIGHT);
        int guessed = columns(gutter);
        Range range = plot.measure(lines, span, guessed, target, unit.get());
        List<Double> ticks = ValueAxis.ticks(range, unit.get(), most);
        gutter = axes.gutter(ticks, unit.get());
        if (columns(gutter) != guessed) {
            range = plot.measure(lines, span, columns(gutter), target, unit.get());
            ticks = ValueAxis.ticks(range, unit.get(), most);
        }
        Area drawn = new Area(gutter, top, Math.max(1, getWidth() - gutter), height, span, range);
        area = drawn;
        paint(lines, drawn, ticks);
        place(drawn, ticks);
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    /// Where the pixels are; null until something was drawn.
    @Nullable
    Area area() {
        return area;
    }

    void showCrosshair(long second) {
        Area drawn = area;
        if (drawn != null && !plot.isEmpty()) {
            long reach = Math.max(1, Math.round(MARK_REACH * span.seconds() / drawn.width()));
            crosshair.show(second, drawn, shown(), unit.get(), clock, marks.near(second, reach));
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        }
    }

    void hideCrosshair() {
        crosshair.setVisible(false);
    }

    private void paint(List<Series> lines, Area drawn, List<Double> ticks) {
        int rows = (int) Math.max(1, Math.round(drawn.height() * scale()));
        Raster raster = pixels().open(columns(gutter), rows);
        plot.draw(raster, lines, new Plot.Scene(drawn.range(), ticks, target, palette(), scale(), rows));
        pixels().relocate(drawn.x(), drawn.y());
        pixels().show(drawn.width(), drawn.height());
    }

    private void place(Area drawn, List<Double> ticks) {
        marks.place(drawn);
        axes.place(drawn, ticks, target, clock, marks);
        placeEmpty(drawn);
        pointer.refresh();
    }

    private int columns(double left) {
        return (int) Math.max(1, Math.round((getWidth() - left) * scale()));
    }

    private void placeEmpty(Area drawn) {
        empty.setVisible(plot.isEmpty());
        empty.autosize();
        empty.relocate(
                Math.rint(drawn.x() + (drawn.width() - empty.getWidth()) / 2),
                Math.rint(drawn.y() + (drawn.height() - empty.getHeight()) / 2));
    }

    private List<Series> shown() {
        var lines = series.stream().filter(legend::shows).toList();
        return lines.stream().anyMatch(Series::piled) ? Series.stack(lines) : lines;
    }

    private void rescale() {
        plot.forget();
        redraw();
    }
}
