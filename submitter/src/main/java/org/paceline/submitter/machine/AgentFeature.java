package org.paceline.submitter.machine;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.MachineSettings;
import org.paceline.submitter.database.Upkeep;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.BearerToken;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.PathId;

/** What an agent asks of the API, and how owners let it. */
public final class AgentFeature implements Feature, Upkeep.Work {

  private static final String MACHINE = "/api/v1/machines/{machine}";
  private static final String HEARTBEAT = MACHINE + "/heartbeat";

  private final Enrollments enrollments;
  private final AgentRegister register;
  private final Agents agents;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param settings how often agents report, and how long enrolments hold
   * @param audit is told who did what
   */
  public AgentFeature(Jdbi jdbi, Clock clock, MachineSettings settings, Audit audit) {
    Heartbeat heartbeat = new Heartbeat(settings.heartbeat());
    Machines machines = new Machines(jdbi, clock, audit, GpuCatalogue.load(), heartbeat);
    enrollments = new Enrollments(jdbi, clock, audit, settings.enrollment());
    register = new AgentRegister(jdbi, clock, audit, heartbeat, machines);
    agents = new Agents(jdbi, clock, audit, heartbeat);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    new EnrollmentRoutes(enrollments).addTo(routes);
    routes.post("/api/v1/agents", this::register, Access.USER, Access.AGENT);
    routes.put(HEARTBEAT, this::beat, Access.AGENT);
    routes.delete(HEARTBEAT, this::leave, Access.AGENT);
    routes.put(MACHINE + "/profile", this::describe, Access.AGENT);
    routes.delete(MACHINE + "/agent", this::revoke, Access.USER);
  }

  /** Tokens for machines that nobody used. */
  @Override
  public int sweep(Handle handle, Instant now) {
    return handle.attach(EnrollmentTable.class).sweep(now);
  }

  private void register(Context context) {
    Caller owner = Caller.of(context);
    AgentRegister.Registered registered;
    if (owner == null) {
      EnrollmentTable.Open enrollment = enrollments.find(BearerToken.of(context));
      registered = register.register(enrollment, Json.body(context, Profile.class));
    } else {
      registered = register.register(owner, Json.body(context, Profile.class));
    }
    context.header("Location", "/api/v1/machines/" + registered.machineId());
    Json.answer(context, 201, registered);
  }

  private void beat(Context context) {
    UUID id = PathId.of(context, "machine");
    String token = agents.check(id, BearerToken.of(context));
    Agents.Report report = Json.body(context, Agents.Report.class);
    Json.answer(context, 200, agents.beat(id, token, report));
  }

  private void leave(Context context) {
    agents.leave(PathId.of(context, "machine"), BearerToken.of(context));
    context.status(204);
  }

  private void describe(Context context) {
    UUID id = PathId.of(context, "machine");
    String token = agents.check(id, BearerToken.of(context));
    agents.describe(id, token, Json.body(context, Hardware.class));
    context.status(204);
  }

  private void revoke(Context context) {
    register.revoke(Caller.of(context), PathId.of(context, "machine"));
    context.status(204);
  }
}
