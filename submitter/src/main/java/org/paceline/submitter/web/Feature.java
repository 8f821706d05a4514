package org.paceline.submitter.web;

import io.javalin.config.RoutesConfig;

/** A part of the API. */
@FunctionalInterface
public interface Feature {

  /**
   * Adds its routes, each with its {@link Access}.
   *
   * @param routes where to add them
   */
  void addTo(RoutesConfig routes);
}
