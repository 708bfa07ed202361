/// Who is connected to PostgreSQL, what they wait for and whom they hold up; and the two ways to end it.
@NullMarked
package dev.perfdeck.core.activity;

import org.jspecify.annotations.NullMarked;
