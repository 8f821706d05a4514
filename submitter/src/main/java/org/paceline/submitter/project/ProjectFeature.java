package org.paceline.submitter.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.audit.AuditLine;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.PathId;
import org.paceline.submitter.web.PlainText;
import org.paceline.submitter.web.Version;

/** Projects, as the API has them; who is in them is in {@link MemberFeature}. */
public final class ProjectFeature implements Feature {

  private static final String PROJECTS = "/api/v1/projects";
  private static final String PROJECT = PROJECTS + "/{project}";

  private static final int LONGEST_NAME = 64;
  private static final String NO_SPACES_AROUND = "\\S(.*\\S)?";

  private final Projects projects;
  private final Memberships memberships;
  private final Audit audit;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param audit is told who did what
   */
  public ProjectFeature(Jdbi jdbi, Clock clock, Audit audit) {
    this.memberships = new Memberships(jdbi);
    this.projects = new Projects(jdbi, clock, audit, memberships);
    this.audit = audit;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PROJECTS, this::create, Access.USER);
    routes.get(PROJECTS, this::list, Access.USER);
    routes.get(PROJECT, this::get, Access.USER);
    routes.patch(PROJECT, this::rename, Access.USER);
    routes.delete(PROJECT, this::delete, Access.USER);
    routes.put(PROJECT + "/owner", this::passOn, Access.USER);
    routes.get(PROJECT + "/audit", this::audit, Access.USER);
  }

  record Named(String name) {
    Named {
      if (name == null || !PlainText.fits(name, LONGEST_NAME) || !name.matches(NO_SPACES_AROUND)) {
        throw new IllegalArgumentException(
            "name must have 1 to %s %s, without spaces around, not '%s'"
                .formatted(LONGEST_NAME, PlainText.RULE, name));
      }
    }
  }

  record NextOwner(UUID userId) {
    NextOwner {
      if (userId == null) {
        throw new IllegalArgumentException("userId must be of somebody in the project, not null");
      }
    }
  }

  private void create(Context context) {
    Named body = Json.body(context, Named.class);
    Project made = projects.create(Caller.of(context), body.name());
    context.header("Location", PROJECTS + "/" + made.id());
    answer(context, 201, made);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<Project> seen = projects.list(Caller.of(context), page);
    Json.answer(
        context, 200, Page.of(seen, page, item -> new NameCursor(item.name(), item.id()).key()));
  }

  private void get(Context context) {
    answer(context, 200, projects.get(Caller.of(context), PathId.of(context, "project")));
  }

  private void rename(Context context) {
    UUID id = PathId.of(context, "project");
    memberships.owned(Caller.of(context), id);
    Named body = Json.body(context, Named.class);
    answer(
        context,
        200,
        projects.rename(Caller.of(context), id, Version.expected(context), body.name()));
  }

  private void delete(Context context) {
    UUID id = PathId.of(context, "project");
    memberships.owned(Caller.of(context), id);
    projects.delete(Caller.of(context), id, Version.expected(context));
    context.status(204);
  }

  private void passOn(Context context) {
    UUID id = PathId.of(context, "project");
    memberships.owned(Caller.of(context), id);
    NextOwner body = Json.body(context, NextOwner.class);
    answer(
        context,
        200,
        projects.passOn(Caller.of(context), id, Version.expected(context), body.userId()));
  }

  private void audit(Context context) {
    UUID id = PathId.of(context, "project");
    memberships.owned(Caller.of(context), id);
    Page.Request page = Page.requested(context);
    List<AuditLine> lines = audit.lines(id, page.afterNumber(), page.size());
    Json.answer(context, 200, Page.of(lines, page, line -> String.valueOf(line.seq())));
  }

  private static void answer(Context context, int status, Project project) {
    Version.show(context, project.version());
    Json.answer(context, status, project);
  }
}
