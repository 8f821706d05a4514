package org.paceline.submitter.web;

/** Knows who has an access token. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Whose token it is.
   *
   * @param token from the header Authorization
   * @return the account that it was given to
   * @throws Problem with status 401 if it is forged, expired, or the account is gone
   */
  Caller authenticate(String token);
}
