/// Migrations and safe index builds: each index is built concurrently, verified, and only then recorded.
@NullMarked
package dev.perfdeck.core.migrate;

import org.jspecify.annotations.NullMarked;
