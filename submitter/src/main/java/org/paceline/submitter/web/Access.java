package org.paceline.submitter.web;

import io.javalin.security.RouteRole;

/** Who may ask a route. */
public enum Access implements RouteRole {
  /** Anybody, without an account. */
  ANYBODY,
  /** Whoever has signed in. */
  USER,
  /** Whoever has signed in and is an admin. */
  ADMIN,
  /**
   * Whoever speaks for a machine, with a token of the feature's own that the feature checks; access
   * tokens of people count only where {@link #USER} stands beside it.
   */
  AGENT,
  /** Whoever has the token for measures, or is an admin. */
  SCRAPER
}
