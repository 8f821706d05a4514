package org.paceline.submitter.web;

import io.javalin.http.Context;

/** The token of a request's header Authorization (RFC 6750). */
public final class BearerToken {

  private static final String BEARER = "Bearer ";

  private BearerToken() {}

  /**
   * The token that a request brings.
   *
   * @param context the request
   * @return not checked yet
   * @throws Problem with status 401 if it brings none
   */
  public static String of(Context context) {
    String header = context.header("Authorization");
    // Names of schemes do not regard case (RFC 9110, section 11.1).
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw Problem.unauthenticated(
          "sign in first, and send the access token as Authorization: Bearer");
    }
    return header.substring(BEARER.length());
  }
}
