package org.paceline.submitter.user;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.NameCursor;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.PathId;

/** Invitations to register, as the API has them. */
final class InvitationRoutes implements Feature {

  private static final String INVITATIONS = "/api/v1/invitations";
  private static final String INVITATION = INVITATIONS + "/{invitation}";

  private final Invitations invitations;

  InvitationRoutes(Invitations invitations) {
    this.invitations = invitations;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(INVITATIONS, this::make, Access.ADMIN);
    routes.get(INVITATIONS, this::list, Access.ADMIN);
    routes.get(INVITATION, this::get, Access.ADMIN);
    routes.delete(INVITATION, this::revoke, Access.ADMIN);
  }

  private void make(Context context) {
    Invitations.Made made = invitations.make(Caller.of(context));
    context.header("Location", INVITATIONS + "/" + made.id());
    Json.answer(context, 201, made);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<InvitationTable.Open> open = invitations.list(page);
    Json.answer(context, 200, Page.of(open, page, each -> new NameCursor("", each.id()).key()));
  }

  private void get(Context context) {
    Json.answer(context, 200, invitations.get(PathId.of(context, "invitation")));
  }

  private void revoke(Context context) {
    invitations.revoke(Caller.of(context), PathId.of(context, "invitation"));
    context.status(204);
  }
}
