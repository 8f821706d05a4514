package org.paceline.submitter.file;

import static org.paceline.submitter.file.StorageFailures.told;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Version;

/** Files and the recycle bin, as the API has them. */
final class FileRoutes implements Feature {

  static final String FILES = "/api/v1/files";

  private static final String BIN = "/api/v1/recycle-bin";
  private static final int BATCH = 500;

  private final FileStore files;

  FileRoutes(FileStore files) {
    this.files = files;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get(FILES, told(this::list), Access.USER);
    routes.get(FILES + "/{id}", told(this::show), Access.USER);
    routes.delete(FILES + "/{id}", told(this::bin), Access.USER);
    routes.get(FILES + "/{id}/content", told(this::content), Access.USER);
    routes.head(FILES + "/{id}/content", told(this::content), Access.USER);
    routes.get(BIN, told(this::binned), Access.USER);
    routes.delete(BIN, told(this::empty), Access.USER);
    routes.get(BIN + "/{id}", told(this::showBinned), Access.USER);
    routes.delete(BIN + "/{id}", told(this::delete), Access.USER);
    routes.post(BIN + "/{id}/restoration", told(this::restore), Access.USER);
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    answer(
        context,
        page,
        files.list(Caller.of(context), Target.inQuery(context), Ids.after(page), page.size()));
  }

  private static void answer(Context context, Page.Request page, List<StoredFile> found) {
    Json.answer(context, 200, Page.of(found, page, file -> file.id().toString()));
  }

  private void show(Context context) {
    answer(context, 200, files.get(Caller.of(context), Ids.inPath(context, "file")));
  }

  private static void answer(Context context, int status, StoredFile file) {
    Version.show(context, file.version());
    Json.answer(context, status, file);
  }

  private void content(Context context) {
    StoredFile file = files.get(Caller.of(context), Ids.inPath(context, "file"));
    new Download(file).answer(context, files);
  }

  private void bin(Context context) {
    files.bin(Caller.of(context), Ids.inPath(context, "file"), Version.expected(context));
    context.status(204);
  }

  private void binned(Context context) {
    Page.Request page = Page.requested(context);
    answer(context, page, files.binned(Caller.of(context), Ids.after(page), page.size()));
  }

  private void showBinned(Context context) {
    answer(context, 200, files.getBinned(Caller.of(context), Ids.inPath(context, "file")));
  }

  private void empty(Context context) {
    files.empty(Caller.of(context), BATCH);
    context.status(204);
  }

  private void delete(Context context) {
    files.delete(Caller.of(context), Ids.inPath(context, "file"), Version.expected(context));
    context.status(204);
  }

  private void restore(Context context) {
    StoredFile file =
        files.restore(Caller.of(context), Ids.inPath(context, "file"), Version.expected(context));
    context.header("Location", FILES + "/" + file.id());
    answer(context, 201, file);
  }
}
