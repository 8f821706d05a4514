package org.paceline.submitter.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.database.Upkeep;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.PathId;
import org.paceline.submitter.web.Version;

/** Who is in a project and how one comes in, as the API has it. */
public final class MemberFeature implements Feature, Upkeep.Work {

  private static final String PROJECT = "/api/v1/projects/{project}";
  private static final String MEMBERS = PROJECT + "/members";

  private final Members members;
  private final Memberships memberships;
  private final CodeRoutes codes;

  /**
   * Prepares the feature.
   *
   * @param jdbi the database
   * @param clock the time
   * @param audit is told who did what
   */
  public MemberFeature(Jdbi jdbi, Clock clock, Audit audit) {
    memberships = new Memberships(jdbi);
    members = new Members(jdbi, audit, memberships);
    codes = new CodeRoutes(new InviteCodes(jdbi, clock, audit, memberships), memberships);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(MEMBERS, this::list, Access.USER);
    routes.get(MEMBERS + "/{member}", this::get, Access.USER);
    routes.patch(MEMBERS + "/{member}", this::change, Access.USER);
    routes.delete(MEMBERS + "/{member}", this::remove, Access.USER);
    codes.addTo(routes);
  }

  record NewRole(String role) {
    NewRole {
      Role.given(role);
    }
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<Member> found = members.list(Caller.of(context), PathId.of(context, "project"), page);
    Json.answer(context, 200, Page.of(found, page, Member::name));
  }

  private void get(Context context) {
    UUID project = PathId.of(context, "project");
    answer(context, members.get(Caller.of(context), project, PathId.of(context, "member")));
  }

  private void change(Context context) {
    Caller caller = Caller.of(context);
    UUID project = PathId.of(context, "project");
    memberships.owned(caller, project);
    UUID user = PathId.of(context, "member");
    Role role = Role.given(Json.body(context, NewRole.class).role());
    answer(context, members.change(caller, project, user, Version.expected(context), role));
  }

  private static void answer(Context context, Member member) {
    Version.show(context, member.version());
    Json.answer(context, 200, member);
  }

  private void remove(Context context) {
    Caller caller = Caller.of(context);
    Member member =
        members.removable(caller, PathId.of(context, "project"), PathId.of(context, "member"));
    members.remove(caller, PathId.of(context, "project"), member, Version.expected(context));
    context.status(204);
  }

  /** Codes that nobody can use any more. */
  @Override
  public int sweep(Handle handle, Instant now) {
    return handle.attach(CodeTable.class).sweep(now);
  }
}
