package org.paceline.submitter.web;

import io.javalin.http.Context;
import java.util.UUID;

/**
 * Whoever asks.
 *
 * @param id the account
 * @param name its name
 * @param admin whether it is an admin's
 * @param mustChangePassword whether nothing else may be done before the password is changed
 * @param session the sign-in that all of its tokens come from; null for whoever has none
 */
public record Caller(
    UUID id, String name, boolean admin, boolean mustChangePassword, UUID session) {

  private static final String ATTRIBUTE = "caller";

  /**
   * Whoever asks in this request.
   *
   * @param context of a route for {@link Access#USER} or {@link Access#ADMIN}
   * @return never null
   */
  public static Caller of(Context context) {
    return context.attribute(ATTRIBUTE);
  }

  void isCallerOf(Context context) {
    context.attribute(ATTRIBUTE, this);
  }
}
