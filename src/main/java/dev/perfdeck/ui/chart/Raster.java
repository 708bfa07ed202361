package dev.perfdeck.ui.chart;

import java.util.Arrays;

/// Draws into premultiplied ARGB pixels: lines as one span for each column with softened ends, areas, hairlines.
/// Lengths are device pixels, y grows downwards. One thread at a time. Pure: no JavaFX.
final class Raster {
    private final int[] pixels;
    private final int stride;
    private int width;
    private int height;
    private float[] tops = {};
    private float[] bottoms = {};

    /// @param stride pixels from one row to the next
    Raster(int[] pixels, int stride) {
        this.pixels = pixels;
        this.stride = stride;
    }

    /// Takes the upper left part of the pixels into use and empties it.
    void clear(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        for (int y = 0; y < height; y++) {
            Arrays.fill(pixels, y * stride, y * stride + width, 0);
        }
    }

    /// Draws what the decimator cut, which must have as many columns as this has.
    ///
    /// @param argb not premultiplied
    void line(Decimator cut, Range range, float thickness, int argb) {
        spans(cut, range, thickness);
        float shoulder = Math.clamp((thickness - 1) / 2, 0, 1);
        for (int x = 0; x < width; x++) {
            if (!Float.isNaN(tops[x])) {
                span(x, tops[x], bottoms[x], argb, 1);
                shoulders(x, shoulder, argb);
            }
        }
    }

    /// Tints from the line down to the foot.
    void area(Decimator cut, Range range, int argb, float alpha) {
        spans(cut, range, 0);
        for (int x = 0; x < width; x++) {
            if (!Float.isNaN(tops[x])) {
                span(x, (tops[x] + bottoms[x]) / 2, height, argb, alpha);
            }
        }
    }

    /// Tints from the line down to another one.
    void between(Decimator upper, Decimator lower, Range range, int argb, float alpha) {
        spans(upper, range, 0);
        for (int x = 0; x < width; x++) {
            float foot = (y(range, lower.high(x)) + y(range, lower.low(x))) / 2;
            if (!Float.isNaN(tops[x]) && !Float.isNaN(foot)) {
                span(x, (tops[x] + bottoms[x]) / 2, foot, argb, alpha);
            }
        }
    }

    /// A horizontal line of whole pixels around `y`; dashed if `gap` is above 0.
    void rule(double y, int thickness, int argb, int dash, int gap) {
        int top = Math.clamp(Math.round(y - thickness / 2.0), 0, Math.max(0, height - thickness));
        for (int x = 0; x < width; x++) {
            if (gap == 0 || x % (dash + gap) < dash) {
                span(x, top, top + thickness, argb, 1);
            }
        }
    }

    private void spans(Decimator cut, Range range, float thickness) {
        if (tops.length < width) {
            tops = new float[width];
            bottoms = new float[width];
        }
        for (int x = 0; x < width; x++) {
            tops[x] = y(range, cut.high(x)) - thickness / 2;
            bottoms[x] = y(range, cut.low(x)) + thickness / 2;
        }
    }

    /// Far outside values are drawn just outside, so that no sum can overflow.
    private float y(Range range, double value) {
        return Double.isNaN(value) ? Float.NaN : (float) ((1 - Math.clamp(range.share(value), -1, 2)) * height);
    }

    /// A steep line is a stack of one-pixel columns; it gets its thickness from the columns beside it.
    private void shoulders(int x, float weight, int argb) {
        float top = tops[x];
        float bottom = bottoms[x];
        for (int beside = Math.max(0, x - 1); beside <= Math.min(width - 1, x + 1); beside++) {
            if (beside != x && !Float.isNaN(tops[beside])) {
                top = Math.min(top, tops[beside]);
                bottom = Math.max(bottom, bottoms[beside]);
            }
        }
        span(x, top, tops[x], argb, weight);
        span(x, bottoms[x], bottom, argb, weight);
    }

    private void span(int x, float top, float bottom, int argb, float alpha) {
        float from = Math.max(0, top);
        float to = Math.min(height, bottom);
        if (!(from < to) || alpha <= 0) {
            return;
        }
        int first = (int) from;
        int last = (int) Math.ceil(to) - 1;
        if (first == last) {
            blend(first * stride + x, argb, alpha * (to - from));
            return;
        }
        blend(first * stride + x, argb, alpha * (first + 1 - from));
        run(first + 1, last, x, argb, alpha);
        blend(last * stride + x, argb, alpha * (to - last));
    }

    private void run(int firstRow, int endRow, int x, int argb, float alpha) {
        int source = premultiplied(argb, alpha);
        boolean opaque = source >>> 24 == 255;
        for (int i = firstRow * stride + x, end = endRow * stride + x; i < end; i += stride) {
            pixels[i] = opaque || pixels[i] == 0 ? source : over(source, pixels[i]);
        }
    }

    private void blend(int index, int argb, float alpha) {
        pixels[index] = over(premultiplied(argb, alpha), pixels[index]);
    }

    private static int premultiplied(int argb, float alpha) {
        int a = Math.round((argb >>> 24) * alpha);
        return a << 24 | scaled(argb >>> 16 & 255, a) << 16 | scaled(argb >>> 8 & 255, a) << 8 | scaled(argb & 255, a);
    }

    private static int over(int source, int below) {
        int rest = 255 - (source >>> 24);
        return source
                + (scaled(below >>> 24, rest) << 24
                        | scaled(below >>> 16 & 255, rest) << 16
                        | scaled(below >>> 8 & 255, rest) << 8
                        | scaled(below & 255, rest));
    }

    private static int scaled(int channel, int alpha) {
        return (channel * alpha + 127) / 255;
    }
}
