package dev.perfdeck.ui.chart;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// A picture that is drawn pixel by pixel at the screen's own resolution. The memory behind it is kept while the
/// picture
/// fits in, so that resizing a window allocates seldom. FX thread only.
final class PixelView extends ImageView {
    private static final int BLOCK = 128;

    private int capacityWidth;
    private int capacityHeight;
    private PixelBuffer<IntBuffer> buffer =
            new PixelBuffer<>(1, 1, IntBuffer.allocate(1), PixelFormat.getIntArgbPreInstance());
    private Raster raster = new Raster(new int[1], 1);
    private Rectangle2D used = Rectangle2D.EMPTY;

    PixelView() {
        setManaged(false);
        setMouseTransparent(true);
        setSmooth(false);
    }

    /// An empty raster of `width` by `height` device pixels, to be drawn on and then shown.
    Raster open(int width, int height) {
        if (!fits(width, capacityWidth) || !fits(height, capacityHeight)) {
            allocate(roundUp(width), roundUp(height));
        }
        if (used.getWidth() != width || used.getHeight() != height) {
            used = new Rectangle2D(0, 0, width, height);
            setViewport(used);
        }
        raster.clear(width, height);
        return raster;
    }

    /// Brings what was drawn on the screen, in an area of that many logical pixels.
    void show(double logicalWidth, double logicalHeight) {
        setFitWidth(logicalWidth);
        setFitHeight(logicalHeight);
        buffer.updateBuffer(pixels -> used);
    }

    private void allocate(int width, int height) {
        capacityWidth = width;
        capacityHeight = height;
        int[] pixels = new int[width * height];
        buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        raster = new Raster(pixels, width);
        setImage(new WritableImage(buffer));
    }

    private static boolean fits(int size, int capacity) {
        return size <= capacity && capacity <= 3 * size + BLOCK;
    }

    private static int roundUp(int size) {
        return Math.ceilDiv(size, BLOCK) * BLOCK;
    }
}
