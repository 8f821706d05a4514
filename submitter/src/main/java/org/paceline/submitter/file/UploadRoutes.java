package org.paceline.submitter.file;

import static org.paceline.submitter.file.StorageFailures.told;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.paceline.submitter.web.Access;
import org.paceline.submitter.web.Caller;
import org.paceline.submitter.web.Feature;
import org.paceline.submitter.web.Json;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;
import org.paceline.submitter.web.SteadyBody;
import org.paceline.submitter.web.Version;

/** Uploads, as the API has them. */
final class UploadRoutes implements Feature {

  private static final String UPLOADS = "/api/v1/uploads";

  private final Uploads uploads;

  UploadRoutes(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(UPLOADS, told(this::begin), Access.USER);
    routes.get(UPLOADS, told(this::list), Access.USER);
    routes.get(UPLOADS + "/{id}", told(this::show), Access.USER);
    routes.delete(UPLOADS + "/{id}", told(this::drop), Access.USER);
    routes.put(UPLOADS + "/{id}/parts/{number}", told(this::write), Access.USER);
    routes.post(UPLOADS + "/{id}/completion", told(this::complete), Access.USER);
  }

  /** An upload, with the parts that have arrived. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(@JsonUnwrapped Upload upload, int partCount, List<Part> parts) {}

  private void begin(Context context) throws IOException {
    NewUpload body = Json.body(context, NewUpload.class);
    Upload upload = uploads.begin(Caller.of(context), body);
    context.header("Location", UPLOADS + "/" + upload.id());
    Json.answer(context, 201, new Shown(upload, upload.parts(), List.of()));
  }

  private void list(Context context) {
    Page.Request page = Page.requested(context);
    List<Upload> found = uploads.list(Caller.of(context), Ids.after(page), page.size());
    Json.answer(context, 200, Page.of(found, page, upload -> upload.id().toString()));
  }

  private void show(Context context) {
    Upload upload = uploads.get(Caller.of(context), Ids.inPath(context, "upload"));
    Json.answer(context, 200, new Shown(upload, upload.parts(), uploads.parts().arrived(upload)));
  }

  private void drop(Context context) throws IOException {
    uploads.drop(Caller.of(context), Ids.inPath(context, "upload"));
    context.status(204);
  }

  /** The body is read as it arrives, so that the limit of other bodies is not its. */
  private void write(Context context) throws IOException {
    Upload upload = uploads.get(Caller.of(context), Ids.inPath(context, "upload"));
    int number = number(context, upload);
    Checksum checksum = Checksum.told(context);
    long told = context.req().getContentLengthLong();
    if (told >= 0 && told != upload.bytesOf(number)) {
      throw Problem.invalid(
          "part %s must have %s bytes, not %s".formatted(number, upload.bytesOf(number), told));
    }
    boolean asks = "100-continue".equalsIgnoreCase(context.header("Expect"));
    uploads.parts().write(upload, number, checksum, SteadyBody.of(context), asks);
    context.status(204);
  }

  private static int number(Context context, Upload upload) {
    String text = context.pathParam("number");
    if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > upload.parts()) {
      throw Problem.missing(
          "part '%s': this upload has parts 1 to %s".formatted(text, upload.parts()));
    }
    return Integer.parseInt(text);
  }

  private void complete(Context context) throws IOException {
    UUID id = Ids.inPath(context, "upload");
    WholeChecksums told =
        Json.optionalBody(context, WholeChecksums.class).orElse(WholeChecksums.NONE);
    StoredFile file = uploads.complete(Caller.of(context), id, told);
    context.header("Location", FileRoutes.FILES + "/" + file.id());
    Version.show(context, file.version());
    Json.answer(context, 201, file);
  }
}
