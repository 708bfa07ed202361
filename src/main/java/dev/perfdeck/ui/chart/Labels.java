package dev.perfdeck.ui.chart;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.text.Text;

/// Short texts at places of their own, used again from drawing to drawing. FX thread only.
final class Labels extends Group {
    private final List<Text> texts = new ArrayList<>();
    private final String styleClass;
    private int used;

    Labels(String styleClass) {
        this.styleClass = styleClass;
        setManaged(false);
        setMouseTransparent(true);
        setAutoSizeChildren(false);
    }

    void begin() {
        used = 0;
    }

    Text next(String words) {
        if (used == texts.size()) {
            Text text = new Text();
            text.getStyleClass().add(styleClass);
            texts.add(text);
            getChildren().add(text);
        }
        Text text = texts.get(used++);
        text.setText(words);
        text.setVisible(true);
        return text;
    }

    void end() {
        texts.subList(used, texts.size()).forEach(text -> text.setVisible(false));
    }

    double widest() {
        return texts.subList(0, used).stream().mapToDouble(Labels::width).max().orElse(0);
    }

    List<Text> shown() {
        return texts.subList(0, used);
    }

    static double width(Text text) {
        return text.getLayoutBounds().getWidth();
    }

    /// Puts the left end of the base line there, on a whole pixel so that it is sharp.
    static void place(Text text, double x, double y) {
        text.setLayoutX(Math.rint(x));
        text.setLayoutY(Math.rint(y));
    }
}
