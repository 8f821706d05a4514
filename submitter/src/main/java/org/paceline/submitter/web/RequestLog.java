package org.paceline.submitter.web;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line for each request, and its measures. Neither headers, bodies nor queries are written: they
 * may hold secrets.
 */
final class RequestLog {

  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);
  private static final int NANOS_A_MILLI = 1_000_000;

  /** They come every few seconds, from machines. */
  private static final Set<String> PROBES = Set.of("/health", "/ready", "/metrics");

  private final Metrics metrics;

  RequestLog(Metrics metrics) {
    this.metrics = metrics;
  }

  void answered(Context context, float millis) {
    Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
    String route = endpoint == null ? "" : endpoint.path;
    metrics.count(context, route, Duration.ofNanos((long) (millis * NANOS_A_MILLI)));
    Caller caller = Caller.of(context);
    LOG.atLevel(PROBES.contains(route) ? org.slf4j.event.Level.DEBUG : org.slf4j.event.Level.INFO)
        .log(
            "{} {} {} {} ms {} {}",
            context.method(),
            context.path(),
            context.statusCode(),
            Math.round(millis),
            context.ip(),
            caller == null ? "-" : caller.name());
  }
}
