/// What the floors say to each other: records, enums and sealed types. Knows `java.base` only.
@NullMarked
package dev.perfdeck.model;

import org.jspecify.annotations.NullMarked;
