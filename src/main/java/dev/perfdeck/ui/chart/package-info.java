/// Charts of a second's samples, rasterised: many points, few pixels, no nodes per point.
@NullMarked
package dev.perfdeck.ui.chart;

import org.jspecify.annotations.NullMarked;
