/// The demo's PostgreSQL and Redis as child processes in a directory of their own, and how nothing of it stays behind.
@NullMarked
package dev.perfdeck.demo.servers;

import org.jspecify.annotations.NullMarked;
