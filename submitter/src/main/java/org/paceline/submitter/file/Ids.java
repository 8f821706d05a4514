package org.paceline.submitter.file;

import io.javalin.http.Context;
import java.util.UUID;
import org.paceline.submitter.web.Page;
import org.paceline.submitter.web.Problem;

/** Ids in paths, queries and cursors. */
final class Ids {

  static final String FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private Ids() {}

  /** The id of a path; what is none is the id of nothing. */
  static UUID inPath(Context context, String what) {
    String text = context.pathParam("id");
    if (!text.matches(FORM)) {
      throw Problem.missing(what + " of this id");
    }
    return UUID.fromString(text);
  }

  /** An id of the query, null if it is not there. */
  static UUID inQuery(Context context, String name) {
    String text = context.queryParam(name);
    if (text != null && !text.matches(FORM)) {
      throw Problem.invalid("%s must be an id, not '%s'".formatted(name, text));
    }
    return text == null ? null : UUID.fromString(text);
  }

  /** After which id a page begins. */
  static UUID after(Page.Request page) {
    if (page.after().isEmpty()) {
      return FileStore.FIRST;
    }
    if (!page.after().matches(FORM)) {
      throw Problem.invalid("cursor is of another list");
    }
    return UUID.fromString(page.after());
  }
}
