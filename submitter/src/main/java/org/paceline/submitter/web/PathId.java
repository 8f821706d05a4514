package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.util.UUID;

/** An id in the path of a request. */
public final class PathId {

  private static final String FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private PathId() {}

  /**
   * Reads an id.
   *
   * @param context the request
   * @param kind the parameter's name in the path, which is also what it is the id of
   * @return the id
   * @throws Problem with status 404 if it is none: nothing has such an id
   */
  public static UUID of(Context context, String kind) {
    String text = context.pathParam(kind);
    if (!text.matches(FORM)) {
      throw Problem.missing(kind + " " + text);
    }
    return UUID.fromString(text);
  }
}
