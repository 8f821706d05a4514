package org.paceline.submitter.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Whether the process lives, and whether it can serve. */
public final class HealthFeature implements Feature {

  private final Jdbi jdbi;

  /**
   * Asks a database.
   *
   * @param jdbi without it nothing can be served
   */
  public HealthFeature(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health", context -> context.result("alive\n"), Access.ANYBODY);
    routes.get("/ready", this::ready, Access.ANYBODY);
  }

  private void ready(Context context) {
    try {
      jdbi.useHandle(handle -> handle.execute("select 1"));
      context.result("ready\n");
    } catch (JdbiException e) {
      throw Problem.of(503, "The database cannot be reached");
    }
  }
}
