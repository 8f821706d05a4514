package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A login's access token, renewed before it ends. A refresh token that comes a second time ends the
 * session, so that of all processes of this user only one renews it at a time, and the others read
 * what it got. Thread-safe.
 */
final class Session {

  private static final Duration EARLY = Duration.ofSeconds(20);
  private static final int UNAUTHENTICATED = 401;

  private final Logins logins;
  private final Transport transport;
  private final Clock clock;
  private volatile Login login;

  Session(Logins logins, Login login, Transport transport, Clock clock) {
    this.logins = logins;
    this.login = login;
    this.transport = transport;
    this.clock = clock;
  }

  Login login() {
    return login;
  }

  /** A token that holds for a while, by this computer's clock. */
  String token() {
    Login known = login;
    return holds(known) ? known.accessToken() : renewed(known.accessToken());
  }

  private boolean holds(Login known) {
    return known.accessEnds().isAfter(clock.instant().plus(EARLY));
  }

  /** A token other than the one that was refused or has ended. */
  String renewed(String old) {
    login = logins.alone(() -> renew(kept(), old));
    return login.accessToken();
  }

  private Login kept() {
    URI server = login.server();
    return logins
        .find(server)
        .orElseThrow(() -> new SignedOutException("signed out of " + server + " meanwhile"));
  }

  private Login renew(Login kept, String old) {
    if (!kept.accessToken().equals(old) && holds(kept)) {
      return kept;
    }
    try {
      return logins.replace(exchanged(kept, false));
    } catch (RefusedException e) {
      if (e.status() == UNAUTHENTICATED) {
        throw new SignedOutException(
            "the session has ended: sign in again (" + e.getMessage() + ")");
      }
      throw e;
    }
  }

  /**
   * Where an answer was lost the token may have been used or not, and there is no other: it is sent
   * once more, which either works or ends the session.
   */
  private Login exchanged(Login kept, boolean again) {
    try {
      Reply reply = transport.send(refresh(kept.refreshToken()));
      return with(kept, reply.body(), clock.instant());
    } catch (UnreachableException e) {
      if (again || !e.sent()) {
        throw e;
      }
      return exchanged(kept, true);
    }
  }

  private HttpRequest refresh(String token) {
    JsonNode body = Transport.JSON.createObjectNode().put("refreshToken", token);
    return transport.request("POST", "/tokens", null, Transport.json(body)).build();
  }

  static Login with(Login login, JsonNode pair, Instant now) {
    return login.with(
        pair.path("accessToken").asText(),
        now.plusSeconds(pair.path("expiresInSeconds").asLong()),
        pair.path("refreshToken").asText());
  }
}
