package org.paceline.submitter.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Somebody who asks.
 *
 * @param client sends
 * @param base what all paths begin with
 * @param name of the account
 * @param id of the account
 * @param token sent with each request, or null
 */
public record Person(HttpClient client, String base, String name, String id, String token) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Answer get(String path) {
    return send("GET", path, null, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, body, null);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, body, null);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, null);
  }

  /**
   * Asks.
   *
   * @param method of HTTP
   * @param path after the base
   * @param body what Jackson can write, or null
   * @param version sent as If-Match, or null
   * @return the answer
   */
  public Answer send(String method, String path, Object body, String version) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + path))
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body)));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      if (version != null) {
        request.header("If-Match", version);
      }
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().firstValue("ETag").orElse(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
