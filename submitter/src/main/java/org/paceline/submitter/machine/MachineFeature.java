package org.paceline.submitter.machine;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.config.MachineSettings;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.PathId;
import org.paceline.submitter.web.Version;

/** Machines, as the API has them for people; agents have {@link AgentFeature}. */
public final class MachineFeature implements Feature {

  private static final String MACHINES = "/api/v1/machines";
  private static final String MACHINE = MACHINES + "/{machine}";

  private final GpuCatalogue catalogue = GpuCatalogue.load();
  private final Machines machines;
  private final OwnerRules rules;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param settings how often agents report
   * @param audit is told who did what
   */
  public MachineFeature(Jdbi jdbi, Clock clock, MachineSettings settings, Audit audit) {
    machines = new Machines(jdbi, clock, audit, catalogue, new Heartbeat(settings.heartbeat()));
    rules = new OwnerRules(jdbi, audit, machines);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/gpus", this::cards, Access.USER);
    routes.post(MACHINES, this::register, Access.USER);
    routes.get(MACHINES, this::list, Access.USER);
    routes.get(MACHINE, this::get, Access.USER);
    routes.delete(MACHINE, this::delete, Access.USER);
    routes.patch(MACHINE, this::correct, Access.USER);
    routes.put(MACHINE + "/rules", this::change, Access.USER);
    routes.put(MACHINE + "/pause", context -> pause(context, true), Access.USER);
    routes.delete(MACHINE + "/pause", context -> pause(context, false), Access.USER);
    routes.get("/api/v1/projects/{project}/machines", this::ofProject, Access.USER);
  }

  /** The whole catalogue: it is short. */
  private void cards(Context context) {
    Json.answer(context, 200, new Page<>(catalogue.cards(), null));
  }

  private void register(Context context) {
    MachineView made = machines.register(Caller.of(context), Json.body(context, Profile.class));
    context.header("Location", MACHINES + "/" + made.id());
    answer(context, 201, made);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    answer(context, page, machines.list(Caller.of(context), page));
  }

  private void ofProject(Context context) {
    Page.Request page = Page.requested(context);
    UUID project = PathId.of(context, "project");
    answer(context, page, machines.ofProject(Caller.of(context), project, page));
  }

  private void get(Context context) {
    answer(context, 200, machines.get(Caller.of(context), PathId.of(context, "machine")));
  }

  private void delete(Context context) {
    UUID id = PathId.of(context, "machine");
    machines.owned(Caller.of(context), id);
    machines.delete(Caller.of(context), id, Version.expected(context));
    context.status(204);
  }

  private void correct(Context context) {
    Caller caller = Caller.of(context);
    UUID id = PathId.of(context, "machine");
    machines.owned(caller, id);
    MachineChange change = Json.body(context, MachineChange.class);
    answer(context, 200, machines.change(caller, id, Version.expected(context), change));
  }

  private void change(Context context) {
    Caller caller = Caller.of(context);
    UUID id = PathId.of(context, "machine");
    machines.owned(caller, id);
    Rules wanted = Json.body(context, Rules.class);
    rules.change(caller, id, Version.expected(context), wanted);
    answer(context, 200, machines.get(caller, id));
  }

  private void pause(Context context, boolean paused) {
    UUID id = PathId.of(context, "machine");
    rules.pause(Caller.of(context), id, paused);
    answer(context, 200, machines.get(Caller.of(context), id));
  }

  private static void answer(Context context, Page.Request page, List<MachineView> views) {
    Json.answer(
        context, 200, Page.of(views, page, view -> new NameCursor(view.name(), view.id()).key()));
  }

  private static void answer(Context context, int status, MachineView view) {
    Version.show(context, view.version());
    Json.answer(context, status, view);
  }
}
