package org.paceline.submitter.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;

/**
 * Somebody who asks.
 *
 * @param server who is asked
 * @param name of the account
 * @param id of the account, or null
 * @param token sent with each request, or null
 */
public record Person(TestServer server, String name, String id, String token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /** Deletes what has a version, whichever it is now. */
  public Answer deleteNewest(String path) {
    return send("DELETE", path, null, get(path).ok().version());
  }

  /**
   * Asks for a change.
   *
   * @param method of HTTP
   * @param path after {@code /api/v1}
   * @param body what Jackson can write, or null
   * @param version sent as If-Match, or null
   * @return the answer
   */
  public Answer send(String method, String path, Object body, String version) {
    HttpRequest.Builder request = request(method, path, body);
    return server.send(version == null ? request : request.header("If-Match", version));
  }

  private Answer send(String method, String path, Object body) {
    return server.send(request(method, path, body));
  }

  /**
   * Begins to ask.
   *
   * @param method of HTTP
   * @param path after {@code /api/v1}
   * @param body what Jackson can write, or null
   * @return to be sent
   */
  public HttpRequest.Builder request(String method, String path, Object body) {
    try {
      String text = body == null ? null : JSON.writeValueAsString(body);
      return server.request(method, "/api/v1" + path, token, text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
