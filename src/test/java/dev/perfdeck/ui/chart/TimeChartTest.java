package dev.perfdeck.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.model.Event;
import dev.perfdeck.model.Metric;
import dev.perfdeck.model.Verdict;
import dev.perfdeck.model.Window;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

@SuppressWarnings("NullAway.Init")
class TimeChartTest {
    private static final long FROM = Instant.parse("2026-11-23T14:00:00Z").getEpochSecond();
    private static final Color BLUE = Color.web("#58a6ff");
    private static final Color LIGHT_BLUE = Color.web("#0969da");
    private static final Color AMBER = Color.web("#d29922");

    private TimeChart chart;
    private Stage stage;

    @BeforeAll
    static void toolkit() {
        try {
            Platform.startup(() -> Platform.setImplicitExit(false));
        } catch (IllegalStateException alreadyRunning) {
            Platform.setImplicitExit(false);
        }
        fx(Fonts::load);
    }

    @BeforeEach
    void show() {
        fx(() -> {
            stage = new Stage();
            chart = new TimeChart();
            chart.setZone(ZoneOffset.UTC);
            StackPane root = new StackPane(chart);
            root.setStyle(
                    "-fx-background-color: -pd-surface; -fx-padding: 15; -fx-font-family: 'Perfdeck Sans'; -fx-font-size: 13;");
            Scene scene = new Scene(root, 670, 340);
            scene.getStylesheets().setAll(palette("dark"));
            stage.setScene(scene);
            stage.show();
            return stage;
        });
    }

    @AfterEach
    void close() {
        fx(() -> {
            stage.close();
            return stage;
        });
    }

    @Test
    void drawsWhereDataIsAndNothingInAGap() {
        double[] values = new double[901];
        Arrays.setAll(values, i -> 50 + i % 7);
        Arrays.fill(values, 300, 600, Double.NaN);
        set(List.of(new Series("all", 0, new Window(Metric.QUERIES, FROM, values), false)));
        WritableImage picture = picture();
        assertThat(count(picture, BLUE, 0.1, 0.3)).isPositive();
        assertThat(count(picture, BLUE, 0.42, 0.6)).isZero();
        assertThat(count(picture, BLUE, 0.75, 0.9)).isPositive();
    }

    @Test
    void aSwitchInTheLegendHidesItsSeries() {
        set(List.of(series("P50", 0, s -> 20 + s % 7), series("P95", 1, s -> 60 + s % 7)));
        assertThat(count(picture(), AMBER, 0.1, 0.9)).isPositive();
        ToggleButton toggle = (ToggleButton) chart.lookupAll(".chart-legend-toggle").stream()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(toggle.isFocusTraversable()).isTrue();
        fx(() -> {
            toggle.fire();
            return toggle;
        });
        assertThat(count(picture(), AMBER, 0.1, 0.9)).isZero();
        assertThat(count(picture(), BLUE, 0.1, 0.9)).isPositive();
    }

    @Test
    void anotherThemeRecoloursAtOnce() {
        set(List.of(series("P50", 0, s -> 20 + s % 7)));
        assertThat(count(picture(), BLUE, 0.1, 0.9)).isPositive();
        fx(() -> stage.getScene().getStylesheets().setAll(palette("light")));
        WritableImage light = picture();
        assertThat(count(light, BLUE, 0.1, 0.9)).isZero();
        assertThat(count(light, LIGHT_BLUE, 0.1, 0.9)).isPositive();
    }

    @Test
    void theKeyboardMovesTheCrosshair() {
        set(List.of(series("P50", 0, s -> s)));
        picture(); // lays the chart out: a crosshair needs its width
        press(KeyCode.END);
        assertThat(fx(chart::sentence)).startsWith("14:15:00: P50 900 /s");
        press(KeyCode.LEFT);
        assertThat(fx(chart::sentence)).startsWith("14:14:57: P50 897 /s");
        press(KeyCode.RIGHT);
        assertThat(fx(chart::sentence)).startsWith("14:15:00");
        press(KeyCode.ESCAPE);
        assertThat(fx(chart::sentence)).startsWith("Queries, last 15 minutes: P50 now 900 /s");
    }

    @Test
    void saysWhatItShows() {
        set(List.of(series("P95", 1, s -> s == 360 ? 5930 : 214)));
        fx(() -> {
            chart.titleProperty().set("API latency");
            chart.unitProperty().set(Metric.Unit.MILLISECONDS);
            chart.setTarget(5000, "target 5,000");
            chart.setVerdict(Verdict.MET);
            return chart;
        });
        assertThat(fx(chart::sentence))
                .isEqualTo(
                        "API latency, last 15 minutes: P95 now 214 ms, highest 5,930 ms at 14:06, target 5,000 ms met");
    }

    @Test
    void saysWhyItIsEmpty() {
        fx(() -> {
            chart.emptyTextProperty().set("Redis keeps no latency histogram");
            return chart;
        });
        set(List.of(series("P95", 1, s -> Double.NaN)));
        picture();
        assertThat(chart.lookup(".chart-empty").isVisible()).isTrue();
        assertThat(fx(chart::sentence)).contains("Redis keeps no latency histogram");
    }

    @Test
    void looksAsSketched() throws IOException {
        Random random = new Random(1);
        set(List.of(
                series("P50", 0, s -> latency(s, 2000, random)),
                series("P95", 1, s -> latency(s, 6000, random)),
                series("P99", 2, s -> latency(s, 8000, random))));
        fx(() -> {
            chart.titleProperty().set("API latency");
            chart.unitProperty().set(Metric.Unit.MILLISECONDS);
            chart.setTarget(5000, "target 5,000");
            chart.setMarks(List.of(new Event(
                    Instant.ofEpochSecond(FROM + 560),
                    Event.Kind.DONE,
                    "indexes applied",
                    "six indexes were applied")));
            return chart;
        });
        picture();
        for (int i = 0; i < 10; i++) {
            press(KeyCode.LEFT, i > 0);
        }
        save(picture(), "chart-dark.png");
        fx(() -> stage.getScene().getStylesheets().setAll(palette("light")));
        save(picture(), "chart-light.png");
        assertThat(new File("target/chart-light.png")).isNotEmpty();
    }

    @Test
    void theFontsHaveTabularFiguresAndTheirWeights() {
        List<Font> fonts = fx(Fonts::load);
        assertThat(fonts).extracting(Font::getName).doesNotContain("System");
        for (Font font : fonts) {
            assertThat(width("1111", font)).isEqualTo(width("0000", font));
            assertThat(width("→✓", font)).isPositive();
        }
        assertThat(fonts.get(2).getFamily()).isEqualTo("Perfdeck Sans SemiBold");
        assertThat(width("Perfdeck", fonts.get(2))).isGreaterThan(width("Perfdeck", fonts.get(0)));
        System.out.println(fonts + " " + Font.font("Perfdeck Sans", FontWeight.SEMI_BOLD, 13));
    }

    private static double width(String words, Font font) {
        return fx(() -> {
            Text text = new Text(words);
            text.setFont(font);
            return text.getLayoutBounds().getWidth();
        });
    }

    private static double latency(int second, double size, Random random) {
        double full = size * (1 + 0.15 * Math.sin(second / 90.0)) + size * 0.05 * random.nextGaussian();
        return second < 560
                ? full
                : Math.max(size * 0.04, full * Math.exp(-(second - 560) / 25.0)) + random.nextDouble() * size * 0.01;
    }

    private void set(List<Series> series) {
        fx(() -> {
            chart.titleProperty().set("Queries");
            chart.unitProperty().set(Metric.Unit.PER_SECOND);
            chart.setSpan(FROM, FROM + 900);
            chart.setSeries(series);
            return chart;
        });
        picture();
    }

    private void press(KeyCode code) {
        press(code, false);
    }

    private void press(KeyCode code, boolean shift) {
        fx(() -> {
            chart.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
            return code;
        });
    }

    private static Series series(String name, int colour, IntFunction value) {
        double[] values = new double[901];
        Arrays.setAll(values, value::at);
        return new Series(name, colour, new Window(Metric.QUERIES, FROM, values), false);
    }

    @FunctionalInterface
    private interface IntFunction {
        double at(int second);
    }

    private static String palette(String theme) {
        return String.valueOf(TimeChart.class.getResource("palette-" + theme + ".css"));
    }

    private WritableImage picture() {
        return fx(() -> stage.getScene().snapshot(null));
    }

    private static void save(WritableImage picture, String name) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        var copy = new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, picture.getPixelReader().getArgb(x, y));
            }
        }
        javax.imageio.ImageIO.write(copy, "png", new File("target", name));
    }

    /// Pixels of about that colour below the header, between two shares of the width.
    private static int count(WritableImage picture, Color colour, double left, double right) {
        int found = 0;
        for (int y = 50; y < picture.getHeight() - 40; y++) {
            for (int x = (int) (left * picture.getWidth()); x < right * picture.getWidth(); x++) {
                Color at = picture.getPixelReader().getColor(x, y);
                double far = Math.abs(at.getRed() - colour.getRed())
                        + Math.abs(at.getGreen() - colour.getGreen())
                        + Math.abs(at.getBlue() - colour.getBlue());
                found += far < 0.05 ? 1 : 0;
            }
        }
        return found;
    }

    private static <T> T fx(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, action);
    }
}
