/// The performance API over HTTP, on loopback only: figures for scripts, dashboards and Prometheus.
@NullMarked
package dev.perfdeck.api;

import org.jspecify.annotations.NullMarked;
