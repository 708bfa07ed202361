/// What a table shows, as CSV or JSON, on the clipboard or in a file.
@NullMarked
package dev.perfdeck.ui.export;

import org.jspecify.annotations.NullMarked;
