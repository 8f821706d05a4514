package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.util.OptionalLong;

/** The version of what is asked for, as ETag and If-Match of RFC 9110 tell it. */
public final class Version {

  private Version() {}

  /**
   * Tells the version in an answer.
   *
   * @param context the request
   * @param version counts changes
   */
  public static void show(Context context, long version) {
    context.header("ETag", "\"" + version + "\"");
  }

  /**
   * The version that a change is meant for.
   *
   * @param context the request
   * @return the number in If-Match
   * @throws Problem with status 428 if there is none, 400 if it is none of ours
   */
  public static long expected(Context context) {
    String given = context.header("If-Match");
    if (given == null) {
      throw Problem.versionNeeded("send the ETag of what you change as If-Match");
    }
    if (!given.matches("\"\\d{1,18}\"")) {
      throw Problem.invalid("If-Match must be an ETag that an answer gave");
    }
    return Long.parseLong(given.substring(1, given.length() - 1));
  }

  /**
   * The version that a change is meant for, where that need not be said.
   *
   * @param context the request
   * @return the number in If-Match; empty if there is none
   * @throws Problem with status 400 if it is none of ours
   */
  public static OptionalLong given(Context context) {
    return context.header("If-Match") == null
        ? OptionalLong.empty()
        : OptionalLong.of(expected(context));
  }
}
