package org.paceline.submitter.machine;

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

/** Enrolments of machines, as the API has them for their owners. */
final class EnrollmentRoutes implements Feature {

  private static final String ENROLLMENTS = "/api/v1/enrollments";
  private static final String ENROLLMENT = ENROLLMENTS + "/{enrollment}";

  private final Enrollments enrollments;

  EnrollmentRoutes(Enrollments enrollments) {
    this.enrollments = enrollments;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(ENROLLMENTS, this::make, Access.USER);
    routes.get(ENROLLMENTS, this::list, Access.USER);
    routes.get(ENROLLMENT, this::get, Access.USER);
    routes.delete(ENROLLMENT, this::revoke, Access.USER);
  }

  private void make(Context context) {
    Enrollments.Made made = enrollments.make(Caller.of(context));
    context.header("Location", ENROLLMENTS + "/" + made.id());
    Json.answer(context, 201, made);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<EnrollmentTable.Waiting> open = enrollments.list(Caller.of(context), page);
    Json.answer(context, 200, Page.of(open, page, each -> new NameCursor("", each.id()).key()));
  }

  private void get(Context context) {
    Json.answer(
        context, 200, enrollments.get(Caller.of(context), PathId.of(context, "enrollment")));
  }

  private void revoke(Context context) {
    enrollments.revoke(Caller.of(context), PathId.of(context, "enrollment"));
    context.status(204);
  }
}
