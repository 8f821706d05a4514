package org.paceline.submitter.audit;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** The audit, as the API has it. */
public final class AuditFeature implements Feature {

  private final Audit audit;

  /**
   * Shows an audit.
   *
   * @param audit what is shown
   */
  public AuditFeature(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/api/v1/audit", this::list, Access.ADMIN);
    routes.get("/api/v1/audit/head", this::head, Access.ADMIN);
    routes.get("/api/v1/audit/verification", this::verification, Access.ADMIN);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<AuditLine> lines = audit.lines(null, page.afterNumber(), page.size());
    Json.answer(context, 200, Page.of(lines, page, line -> String.valueOf(line.seq())));
  }

  private void head(Context context) {
    Json.answer(context, 200, audit.head());
  }

  private void verification(Context context) {
    Json.answer(context, 200, audit.verify(noted(context), (lines, of) -> {}));
  }

  private static Optional<AuditHead> noted(Context context) {
    try {
      return Optional.ofNullable(context.queryParam("expect")).map(AuditHead::of);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid(e.getMessage());
    }
  }
}
