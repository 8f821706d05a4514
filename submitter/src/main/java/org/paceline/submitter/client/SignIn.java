package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;

/** What somebody without a session can ask: an account, and a session. Thread-safe. */
public final class SignIn {

  private final Transport transport;
  private final String certificate;
  private final Clock clock;

  /**
   * Prepares to ask.
   *
   * @param server as {@code https://HOST:PORT}
   * @param certificate in PEM form, which alone is trusted; empty for those of the system
   * @param clock the time
   * @throws IllegalArgumentException if the certificate is none
   */
  public SignIn(URI server, String certificate, Clock clock) {
    this.transport = new Transport(server, certificate);
    this.certificate = certificate;
    this.clock = clock;
  }

  /**
   * A session, and whether its password must be changed before all else.
   *
   * @param login not kept yet
   * @param mustChangePassword whether nothing else can be done first
   */
  public record Opened(Login login, boolean mustChangePassword) {}

  /**
   * Makes an account.
   *
   * @param name of the account
   * @param password of it
   * @param invitation a code, or null
   * @return the account as the API has it
   * @throws RefusedException if it is refused
   */
  public JsonNode register(String name, String password, String invitation) {
    ObjectNode body = credentials(name, password);
    if (invitation != null) {
      body.put("invitation", invitation);
    }
    return post("/users", body);
  }

  /**
   * Signs in.
   *
   * @param name of the account
   * @param password of it
   * @param code of the second factor, or null
   * @return the session
   * @throws RefusedException with status 401 if one of them is wrong, or a code is needed
   */
  public Opened open(String name, String password, String code) {
    ObjectNode body = credentials(name, password);
    if (code != null) {
      body.put("totp", code);
    }
    JsonNode pair = post("/sessions", body);
    Login login = new Login(transport.server(), name, "", certificate, "", Instant.EPOCH, "");
    return new Opened(
        Session.with(login, pair, clock.instant()), pair.path("mustChangePassword").asBoolean());
  }

  /**
   * Changes the password.
   *
   * @param login a session of the account
   * @param current the password until now
   * @param next the new one
   * @throws RefusedException if either is refused
   */
  public void changePassword(Login login, String current, String next) {
    JsonNode body = Transport.JSON.createObjectNode().put("current", current).put("password", next);
    transport.send(
        transport
            .request("PUT", "/users/me/password", login.accessToken(), Transport.json(body))
            .build());
  }

  /**
   * The account of a session.
   *
   * @param login the session
   * @return the account as the API has it
   */
  public JsonNode account(Login login) {
    String token = login.accessToken();
    return transport
        .send(transport.request("GET", "/users/me", token, Transport.json(null)).build())
        .body();
  }

  private static ObjectNode credentials(String name, String password) {
    return Transport.JSON.createObjectNode().put("name", name).put("password", password);
  }

  private JsonNode post(String path, JsonNode body) {
    return transport
        .send(transport.request("POST", path, null, Transport.json(body)).build())
        .body();
  }
}
