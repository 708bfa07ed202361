package dev.perfdeck.bench;

import java.lang.management.ManagementFactory;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;

/// A JVM of its own for [StartBench]: `perfdeck` starts the real program, `empty` a bare window; either prints the
/// milliseconds from the start of the JVM to its second pulse with a window showing, and halts.
final class FirstFrame {
    private FirstFrame() {}

    static void main(String[] args) {
        Thread.ofPlatform().daemon().start(FirstFrame::watch);
        if (args[0].equals("perfdeck")) {
            dev.perfdeck.Main.main(new String[] {"demo"});
        } else {
            Platform.startup(() -> {
                var stage = new Stage();
                stage.setScene(new Scene(new Region(), 1280, 800));
                stage.show();
            });
        }
    }

    private static void watch() {
        while (true) {
            try {
                Platform.runLater(FirstFrame::look);
                return;
            } catch (IllegalStateException notStartedYet) {
                Thread.onSpinWait();
            }
        }
    }

    private static void look() {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (!Window.getWindows().isEmpty() && ++pulses == 2) {
                    System.out.println(System.currentTimeMillis()
                            - ManagementFactory.getRuntimeMXBean().getStartTime());
                    System.out.flush();
                    Runtime.getRuntime().halt(0);
                }
            }
        }.start();
    }
}
