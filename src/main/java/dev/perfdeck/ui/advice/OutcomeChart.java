package dev.perfdeck.ui.advice;

import dev.perfdeck.model.advice.AdviceOutcome;
import dev.perfdeck.model.advice.ErrorBand;
import dev.perfdeck.ui.Figures;
import java.text.MessageFormat;
import java.util.List;
import java.util.ResourceBundle;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/// What is left of each statement's time, predicted against measured, both in percent on logarithmic axes from 0.1 to
/// 200, with the band that four of five fall into. FX thread only.
final class OutcomeChart extends Pane {
    private static final double LEAST = 0.1;
    private static final double MOST = 200;
    private static final double LEFT = 44;
    private static final double BOTTOM = 22;
    private static final double AIR = 6;
    private static final double RADIUS = 4;
    private static final PseudoClass WORSE = PseudoClass.getPseudoClass("worse");
    private static final List<Double> TICKS = List.of(0.1, 1.0, 10.0, 100.0);

    private final ResourceBundle words;
    private List<AdviceOutcome.Statement> points = List.of();
    private ErrorBand band = ErrorBand.GUESS;

    OutcomeChart(ResourceBundle words) {
        this.words = words;
        setId("advice-outcomes");
        getStyleClass().add("outcomes");
        setMinSize(0, 0);
        widthProperty().subscribe(() -> draw());
        heightProperty().subscribe(() -> draw());
    }

    void show(List<AdviceOutcome> outcomes, ErrorBand now) {
        var measured = outcomes.stream()
                .flatMap(outcome -> outcome.statements().stream())
                .filter(statement -> !Double.isNaN(statement.millisAfter()) && statement.millisBefore() > 0)
                .toList();
        if (!measured.equals(points) || !now.equals(band)) {
            points = measured;
            band = now;
            setAccessibleText(MessageFormat.format(words.getString("outcomes.said"), measured.size()));
            draw();
        }
    }

    private double x(double percent) {
        return LEFT + share(percent) * Math.max(0, getWidth() - LEFT - AIR);
    }

    private double y(double percent) {
        var height = Math.max(0, getHeight() - BOTTOM - AIR);
        return AIR + height - share(percent) * height;
    }

    private static double share(double percent) {
        var held = Math.clamp(percent, LEAST, MOST);
        return Math.log(held / LEAST) / Math.log(MOST / LEAST);
    }

    private void draw() {
        getChildren().clear();
        if (getWidth() < LEFT + 40 || getHeight() < BOTTOM + 30) {
            return;
        }
        for (var tick : TICKS) {
            getChildren().add(line(x(LEAST), y(tick), x(MOST), y(tick)));
            getChildren().add(label(tick, 0, y(tick) - 8));
            getChildren().add(label(tick, x(tick) - 12, getHeight() - BOTTOM + 4));
        }
        var area = new Polygon(
                x(LEAST), y(LEAST * band.low()),
                x(MOST), y(MOST * band.low()),
                x(MOST), y(MOST * band.high()),
                x(LEAST), y(LEAST * band.high()));
        area.getStyleClass().add("outcome-band");
        getChildren().add(area);
        points.forEach(point -> getChildren().add(dot(point)));
    }

    private static Line line(double x1, double y1, double x2, double y2) {
        var line = new Line(x1, y1, x2, y2);
        line.getStyleClass().add("outcome-grid");
        return line;
    }

    private static Label label(double percent, double x, double y) {
        var label = new Label(Figures.rate(percent) + " %");
        label.getStyleClass().add("card-note");
        label.relocate(x, y);
        return label;
    }

    private Circle dot(AdviceOutcome.Statement point) {
        var predicted = 100 - point.predictedPercent();
        var left = 100 * point.millisAfter() / point.millisBefore();
        var dot = new Circle(x(predicted), y(left), RADIUS);
        dot.getStyleClass().add("outcome-dot");
        dot.pseudoClassStateChanged(WORSE, point.worse() || left > predicted * band.high());
        Tooltip.install(
                dot,
                new Tooltip(MessageFormat.format(
                        words.getString("outcomes.dot"),
                        point.query(),
                        Figures.percent(predicted),
                        Figures.percent(left),
                        Figures.millis(point.millisBefore()),
                        Figures.millis(point.millisAfter()))));
        return dot;
    }
}
