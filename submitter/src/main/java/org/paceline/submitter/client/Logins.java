package org.paceline.submitter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The logins of a user of this computer, one a server, in a file {@code credentials.json} that only
 * this user can read. Thread-safe, also between processes.
 */
public final class Logins {

  private static final String NAME = "credentials.json";
  private static final String LOCK = "credentials.lock";
  private static final String CURRENT = "current";
  private static final String ALL = "logins";

  private final PrivateFolder folder;

  /**
   * Names the folder, which is made when something is kept.
   *
   * @param folder of Paceline's, for this user alone
   */
  public Logins(Path folder) {
    this.folder = new PrivateFolder(folder);
  }

  /**
   * The login at a server.
   *
   * @param server which; null for that of the last login
   * @return empty if there is none
   * @throws SignedOutException if others may read the file, or it is damaged
   */
  public Optional<Login> find(URI server) {
    JsonNode file = read();
    String key = server == null ? file.path(CURRENT).asText("") : server.toString();
    JsonNode kept = file.path(ALL).path(key);
    return kept.isObject() ? Optional.of(login(key, kept)) : Optional.empty();
  }

  /**
   * Keeps a login as the current one.
   *
   * @param login takes the place of the one at its server
   */
  public void add(Login login) {
    alone(
        () -> {
          ObjectNode file = read();
          file.put(CURRENT, login.server().toString());
          return write(file, login);
        });
  }

  /**
   * Forgets a login.
   *
   * @param server which
   */
  public void remove(URI server) {
    alone(
        () -> {
          ObjectNode file = read();
          file.withObject("/" + ALL).remove(server.toString());
          folder.write(NAME, file.toPrettyString());
          return null;
        });
  }

  /** Within {@link #alone}. */
  Login replace(Login login) {
    return write(read(), login);
  }

  /** Does something while no other process renews a session. */
  <T> T alone(Supplier<T> action) {
    return folder.alone(LOCK, action);
  }

  private Login write(ObjectNode file, Login login) {
    file.withObject("/" + ALL)
        .putObject(login.server().toString())
        .put("name", login.name())
        .put("userId", login.userId())
        .put("certificate", login.certificate())
        .put("accessToken", login.accessToken())
        .put("accessEnds", login.accessEnds().toString())
        .put("refreshToken", login.refreshToken());
    folder.write(NAME, file.toPrettyString());
    return login;
  }

  private static Login login(String server, JsonNode kept) {
    return new Login(
        URI.create(server),
        kept.path("name").asText(),
        kept.path("userId").asText(),
        kept.path("certificate").asText(),
        kept.path("accessToken").asText(),
        Instant.parse(kept.path("accessEnds").asText()),
        kept.path("refreshToken").asText());
  }

  private ObjectNode read() {
    Optional<String> text = folder.read(NAME);
    if (text.isEmpty()) {
      return Transport.JSON.createObjectNode();
    }
    try {
      if (Transport.JSON.readTree(text.get()) instanceof ObjectNode file) {
        return file;
      }
    } catch (JsonProcessingException e) {
      // Told below, without what is in it.
    }
    throw new SignedOutException(NAME + " is damaged: remove it, and sign in again");
  }
}
