package org.paceline.submitter.testing;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paceline.submitter.Submitter;
import org.paceline.submitter.config.SettingsReader;

/** A submitter that runs, with the embedded database in a folder unless told otherwise. */
public final class Service implements AutoCloseable {

  private static final String PASSWORD = "correct horse battery";

  /** A Monday, at noon. */
  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T12:00:00Z"));

  private final HttpClient client = HttpClient.newHttpClient();
  private final Submitter submitter;

  /**
   * Starts it.
   *
   * @param home its folder
   * @param settings further settings, as environment variables
   */
  public Service(Path home, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("PACELINE_HOME", home.toString());
    all.put("PACELINE_PORT", "0");
    all.put("PACELINE_REGISTRATION", "open");
    all.put("PACELINE_SIGN_INS_PER_MINUTE", "10000");
    all.put("PACELINE_ACCESS_TOKEN_SECONDS", "86400");
    submitter = new Submitter(new SettingsReader(all).read(Optional.empty()), clock);
  }

  /**
   * The time that the service goes by.
   *
   * @return to be moved
   */
  public SetClock clock() {
    return clock;
  }

  /**
   * Somebody new, who has signed in.
   *
   * @param name of the account
   * @return who asks
   */
  public Person person(String name) {
    Person nobody = bearer(name, null, null);
    Map<String, String> credentials = Map.of("name", name, "password", PASSWORD);
    String id = nobody.post("/users", credentials).created().text("id");
    String token = nobody.post("/sessions", credentials).created().text("accessToken");
    return bearer(name, id, token);
  }

  /**
   * Whoever holds a token.
   *
   * @param name for people
   * @param id of the account, if it is one
   * @param token sent with each request, or null
   * @return who asks
   */
  public Person bearer(String name, String id, String token) {
    return new Person(client, "http://127.0.0.1:" + submitter.port() + "/api/v1", name, id, token);
  }

  @Override
  public void close() {
    submitter.close();
  }
}
