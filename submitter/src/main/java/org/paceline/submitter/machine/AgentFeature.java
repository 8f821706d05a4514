package org.paceline.submitter.machine;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.PathId;
import org.paceline.submitter.web.Problem;

/** What an agent asks of the API. */
public final class AgentFeature implements Feature {

  private static final String BEARER = "Bearer ";

  private final Agents agents;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param audit is told who did what
   */
  public AgentFeature(Jdbi jdbi, Clock clock, Audit audit) {
    agents = new Agents(jdbi, clock, audit);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post("/api/v1/agents", this::register, Access.USER);
    // The server knows tokens of people only; an agent's is checked here.
    routes.put("/api/v1/machines/{machine}/heartbeat", this::beat, Access.ANYBODY);
  }

  private void register(Context context) {
    Profile profile = Json.body(context, Profile.class);
    Agents.Registered registered = agents.register(Caller.of(context), profile);
    context.header("Location", "/api/v1/machines/" + registered.machineId());
    Json.answer(context, 201, registered);
  }

  private void beat(Context context) {
    String header = context.header("Authorization");
    if (header == null || !header.startsWith(BEARER)) {
      context.header("WWW-Authenticate", "Bearer");
      throw Problem.unauthenticated("send the agent's token as Authorization: Bearer");
    }
    Json.answer(
        context,
        200,
        agents.beat(PathId.of(context, "machine"), header.substring(BEARER.length())));
  }
}
