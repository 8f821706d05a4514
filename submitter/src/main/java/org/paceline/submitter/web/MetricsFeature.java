package org.paceline.submitter.web;

import io.javalin.config.RoutesConfig;

/**
 * What the process counts, as Prometheus reads it.
 *
 * <p>A scraper has no account: access tokens end too soon for it. It sends a token of its own, the
 * setting {@code metrics-token-file}; admins may read as well.
 */
public final class MetricsFeature implements Feature {

  private final Metrics metrics;

  /**
   * Shows measures.
   *
   * @param metrics what is shown
   */
  public MetricsFeature(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/metrics", metrics::show, Access.SCRAPER);
  }
}
