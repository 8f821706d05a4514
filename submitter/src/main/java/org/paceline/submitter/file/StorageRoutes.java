package org.paceline.submitter.file;

import static org.paceline.submitter.file.StorageFailures.told;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.paceline.submitter.audit.Audit;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;
import org.paceline.submitter.web.Version;

/** Quotas and checks, as the API has them. */
final class StorageRoutes implements Feature {

  private static final String CHECKS = "/api/v1/file-checks";
  private static final String USER = "/api/v1/users/{id}/quota";
  private static final String PROJECT = "/api/v1/projects/{id}/quota";

  private final Jdbi jdbi;
  private final Quotas quotas;
  private final Membership membership;
  private final FileCheck check;
  private final Audit audit;

  StorageRoutes(Jdbi jdbi, Quotas quotas, Membership membership, FileCheck check, Audit audit) {
    this.jdbi = jdbi;
    this.quotas = quotas;
    this.membership = membership;
    this.check = check;
    this.audit = audit;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(USER, told(this::ofUser), Access.USER);
    routes.put(USER, told(this::change), Access.ADMIN);
    routes.get(PROJECT, told(this::ofProject), Access.USER);
    routes.put(PROJECT, told(this::change), Access.ADMIN);
    routes.post(CHECKS, told(this::run), Access.ADMIN);
    routes.get(CHECKS, told(this::list), Access.ADMIN);
    routes.get(CHECKS + "/{id}/findings", told(this::findings), Access.ADMIN);
  }

  /** A limit of its own; null for that of the settings. */
  record NewQuota(Long bytes) {
    NewQuota {
      if (bytes != null && bytes < 0) {
        throw new IllegalArgumentException("bytes must be 0 or more, or null, not " + bytes);
      }
    }
  }

  private void ofUser(Context context) {
    UUID user = Ids.inPath(context, "user");
    Caller caller = Caller.of(context);
    if (!caller.admin() && !caller.id().equals(user)) {
      throw Problem.missing("user " + user);
    }
    answer(context, quotas.ofUser(user));
  }

  private void ofProject(Context context) {
    UUID project = Ids.inPath(context, "project");
    Caller caller = Caller.of(context);
    if (!caller.admin() && !membership.member(caller.id(), project)) {
      throw Problem.missing("project " + project);
    }
    answer(context, quotas.ofProject(project));
  }

  private static void answer(Context context, Quotas.Quota quota) {
    Version.show(context, quota.version());
    Json.answer(context, 200, quota);
  }

  private void change(Context context) {
    UUID holder = Ids.inPath(context, "holder");
    NewQuota body = Json.body(context, NewQuota.class);
    long version = Version.expected(context);
    String subject = holder + " " + (body.bytes() == null ? "as usual" : body.bytes() + " bytes");
    quotas.prepare(holder);
    jdbi.useTransaction(
        handle -> {
          quotas.change(holder, version, body.bytes());
          audit.write(handle, Caller.of(context).name(), "quota.changed", subject);
        });
    context.status(204);
  }

  private void run(Context context) {
    CheckTable.Check done = check.run(() -> {});
    context.header("Location", CHECKS + "/" + done.id() + "/findings");
    Json.answer(context, 201, done);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    CheckCursor after = CheckCursor.of(page);
    List<CheckTable.Check> checks =
        jdbi.withExtension(
            CheckTable.class, table -> table.after(after.at(), after.id(), page.size()));
    Json.answer(
        context, 200, Page.of(checks, page, last -> new CheckCursor(last.at(), last.id()).key()));
  }

  private void findings(Context context) {
    UUID id = Ids.inPath(context, "check");
    if (jdbi.withExtension(CheckTable.class, table -> table.byId(id)).isEmpty()) {
      throw Problem.missing("check " + id);
    }
    Page.Request page = Page.requested(context);
    List<CheckTable.Finding> found =
        jdbi.withExtension(
            CheckTable.class, table -> table.findings(id, Ids.after(page), page.size()));
    Json.answer(context, 200, Page.of(found, page, finding -> finding.file().toString()));
  }
}
