package dev.perfdeck.ui.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphicsTest {
    @Test
    void aLinuxWithoutCardDrawsByItself(@TempDir Path directory) {
        assertThat(Graphics.withoutCard("Linux", directory.resolve("dri"))).isTrue();
    }

    @Test
    void whoHasACardUsesIt(@TempDir Path directory) {
        assertThat(Graphics.withoutCard("Linux", directory)).isFalse();
    }

    @Test
    void otherSystemsDecideThemselves(@TempDir Path directory) {
        assertThat(Graphics.withoutCard("Mac OS X", directory.resolve("dri"))).isFalse();
        assertThat(Graphics.withoutCard("Windows 11", directory.resolve("dri"))).isFalse();
    }
}
