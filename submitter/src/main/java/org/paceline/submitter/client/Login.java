package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;

/**
 * Who is signed in where, with the tokens.
 *
 * @param server what all paths begin with, as {@code https://HOST:PORT}
 * @param name of the account
 * @param userId of the account
 * @param certificate in PEM form, which alone is trusted; empty for those of the system
 * @param accessToken sent with each request
 * @param accessEnds when that one ends
 * @param refreshToken exchanged for the next pair, once
 */
public record Login(
    URI server,
    String name,
    String userId,
    String certificate,
    String accessToken,
    Instant accessEnds,
    String refreshToken) {

  Login with(String nextAccess, Instant ends, String nextRefresh) {
    return new Login(server, name, userId, certificate, nextAccess, ends, nextRefresh);
  }

  /**
   * With the id of its account.
   *
   * @param account as {@code GET /users/me} has it
   * @return all else as it is
   */
  public Login of(JsonNode account) {
    return new Login(
        server,
        account.path("name").asText(),
        account.path("id").asText(),
        certificate,
        accessToken,
        accessEnds,
        refreshToken);
  }

  /** Without the tokens. */
  @Override
  public String toString() {
    return "login of %s at %s".formatted(name, server);
  }
}
