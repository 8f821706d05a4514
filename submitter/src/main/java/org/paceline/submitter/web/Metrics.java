package org.paceline.submitter.web;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jetty.JettyServerThreadPoolMetrics;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * What the process counts, for Prometheus. A feature may add its own to the registry. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Begins to count, the JVM first. */
  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /**
   * Where meters are kept.
   *
   * @return for whoever counts something
   */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Requests that wait for a thread are the queue of the service. */
  void watch(ThreadPool threads) {
    new JettyServerThreadPoolMetrics(threads, Tags.empty()).bindTo(registry);
  }

  /** Routes, not paths: a label must not have as many values as there are ids. */
  void count(Context context, String route, Duration took) {
    String method = route.isEmpty() ? "other" : context.method().name();
    Timer.builder("paceline.http.requests")
        .description("Requests that were answered")
        .tag("method", method)
        .tag("route", route.isEmpty() ? "none" : route)
        .tag("status", String.valueOf(context.statusCode()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(took);
  }

  void show(Context context) {
    context.result(registry.scrape()).contentType(TEXT);
  }

  @Override
  public void close() {
    registry.close();
  }
}
