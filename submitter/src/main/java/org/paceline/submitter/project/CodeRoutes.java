package org.paceline.submitter.project;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.PathId;
import org.paceline.submitter.web.Version;

/** Invite codes of projects, as the API has them. */
final class CodeRoutes implements Feature {

  private static final String CODES = "/api/v1/projects/{project}/invite-codes";
  private static final String CODE = CODES + "/{code}";
  private static final int MOST_USES = 1_000;
  private static final long SHORTEST_SECONDS = 60;
  private static final long LONGEST_SECONDS = 90 * 86_400L;
  private static final long USUAL_SECONDS = 7 * 86_400L;

  private final InviteCodes codes;
  private final Memberships memberships;

  CodeRoutes(InviteCodes codes, Memberships memberships) {
    this.codes = codes;
    this.memberships = memberships;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(CODES, this::make, Access.USER);
    routes.get(CODES, this::list, Access.USER);
    routes.get(CODE, this::get, Access.USER);
    routes.delete(CODE, this::revoke, Access.USER);
    routes.post("/api/v1/memberships", this::join, Access.USER);
  }

  record NewCode(String role, Integer uses, Long expiresInSeconds) {
    NewCode {
      role = Role.given(role == null ? "member" : role).text();
      uses = uses == null ? 1 : uses;
      expiresInSeconds = expiresInSeconds == null ? USUAL_SECONDS : expiresInSeconds;
      within("uses", uses, 1, MOST_USES);
      within("expiresInSeconds", expiresInSeconds, SHORTEST_SECONDS, LONGEST_SECONDS);
    }

    private static void within(String what, long number, long least, long most) {
      if (number < least || number > most) {
        throw new IllegalArgumentException(
            "%s must be from %s to %s, not %s".formatted(what, least, most, number));
      }
    }
  }

  record MadeCode(UUID id, String code, Role role, int usesLeft, Instant expiresAt) {
    @Override
    public String toString() {
      return "invite code " + id;
    }
  }

  record Join(String code) {
    Join {
      if (code == null) {
        throw new IllegalArgumentException("code must be an invite code, not null");
      }
    }

    @Override
    public String toString() {
      return "join";
    }
  }

  private void make(Context context) {
    Caller caller = Caller.of(context);
    UUID project = PathId.of(context, "project");
    memberships.owned(caller, project);
    NewCode body = Json.body(context, NewCode.class);
    Duration life = Duration.ofSeconds(body.expiresInSeconds());
    InviteCodes.Made made = codes.make(caller, project, Role.given(body.role()), body.uses(), life);
    InviteCode kept = made.kept();
    context.header("Location", "/api/v1/projects/%s/invite-codes/%s".formatted(project, kept.id()));
    Version.show(context, kept.version());
    Json.answer(
        context,
        201,
        new MadeCode(kept.id(), made.code(), kept.role(), kept.usesLeft(), kept.expiresAt()));
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<InviteCode> open = codes.list(Caller.of(context), PathId.of(context, "project"), page);
    Json.answer(context, 200, Page.of(open, page, code -> new NameCursor("", code.id()).key()));
  }

  private InviteCode asked(Context context) {
    UUID project = PathId.of(context, "project");
    return codes.get(Caller.of(context), project, PathId.of(context, "code"));
  }

  private void get(Context context) {
    InviteCode code = asked(context);
    Version.show(context, code.version());
    Json.answer(context, 200, code);
  }

  private void revoke(Context context) {
    codes.revoke(Caller.of(context), asked(context), Version.expected(context));
    context.status(204);
  }

  private void join(Context context) {
    Project joined = codes.use(Caller.of(context), Json.body(context, Join.class).code());
    context.header("Location", "/api/v1/projects/" + joined.id());
    Json.answer(context, 201, joined);
  }
}
