package org.paceline.submitter.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Whether the process lives, and whether it can serve. */
public final class HealthFeature implements Feature {

  private final Jdbi jdbi;
  private final BooleanSupplier storage;

  /**
   * Asks what the service needs.
   *
   * @param jdbi without it nothing can be served
   * @param storage whether files can be reached, answered at once
   */
  public HealthFeature(Jdbi jdbi, BooleanSupplier storage) {
    this.jdbi = jdbi;
    this.storage = storage;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/health", context -> context.result("alive\n"), Access.ANYBODY);
    routes.get("/ready", this::ready, Access.ANYBODY);
  }

  private void ready(Context context) {
    try {
      jdbi.useHandle(handle -> handle.execute("select 1"));
    } catch (JdbiException e) {
      throw Problem.of(503, "The database cannot be reached");
    }
    if (!storage.getAsBoolean()) {
      throw Problem.of(503, "The storage of files cannot be reached");
    }
    context.result("ready\n");
  }
}
