package org.paceline.submitter.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * The service's API, asked as one person. Paths are those after {@code /api/v1}. What may pass by
 * itself (no connection, too many requests, an instance that goes down) is tried again where the
 * service would do it only once: reading, and creating under an {@code Idempotency-Key}.
 * Thread-safe.
 *
 * <pre>{@code
 * Api api = Api.of(new Logins(folder), null, Patience.usual(), Clock.systemUTC());
 * for (JsonNode project : api.list("/projects")) {
 *   System.out.println(project.path("name").asText());
 * }
 * }</pre>
 */
public final class Api {

  private static final int UNAUTHENTICATED = 401;
  private static final Duration COMPLETION = Duration.ofMinutes(15);

  private final Transport transport;
  private final Session session;
  private final Patience patience;

  private Api(Transport transport, Session session, Patience patience) {
    this.transport = transport;
    this.session = session;
    this.patience = patience;
  }

  /**
   * Asks as whoever has signed in.
   *
   * @param logins of this user
   * @param login one of them
   * @param patience how long requests are tried again
   * @param clock the time
   * @return the API
   */
  public static Api of(Logins logins, Login login, Patience patience, Clock clock) {
    Transport transport = new Transport(login.server(), login.certificate());
    return new Api(transport, new Session(logins, login, transport, clock), patience);
  }

  /**
   * The same with another patience.
   *
   * @param other how long requests are tried again
   * @return shares session and connections with this one
   */
  public Api with(Patience other) {
    return new Api(transport, session, other);
  }

  /**
   * Who asks.
   *
   * @return with the newest tokens
   */
  public Login login() {
    return session.login();
  }

  /**
   * Reads.
   *
   * @param path after {@code /api/v1}
   * @return the answer
   * @throws RefusedException if it is refused
   * @throws SignedOutException if the session has ended
   * @throws UnreachableException if there is no answer
   */
  public Reply get(String path) {
    return retried(request("GET", path, null, null), true);
  }

  /**
   * Creates, once however often it is sent.
   *
   * @param path after {@code /api/v1}
   * @param body to be sent, or null
   * @return the answer
   * @throws RefusedException if it is refused
   */
  public Reply post(String path, JsonNode body) {
    return post(path, body, null);
  }

  /**
   * Creates from something that is there, once however often it is sent.
   *
   * @param path after {@code /api/v1}
   * @param body to be sent, or null
   * @param version of what it is made from, sent as If-Match, or null
   * @return the answer
   * @throws RefusedException if it is refused, with status 412 if the version is not the newest
   */
  public Reply post(String path, JsonNode body, String version) {
    return post(path, body, version, UUID.randomUUID().toString());
  }

  /**
   * Creates, once however often it is sent, also by another process.
   *
   * @param path after {@code /api/v1}
   * @param body to be sent, or null
   * @param version sent as If-Match, or null
   * @param key the {@code Idempotency-Key}, 16 characters or more
   * @return the answer
   * @throws RefusedException if it is refused
   */
  public Reply post(String path, JsonNode body, String version, String key) {
    return retried(
        token ->
            versioned(transport.request("POST", path, token, Transport.json(body)), version)
                .header("Idempotency-Key", key)
                .build(),
        true);
  }

  /**
   * Changes.
   *
   * @param method {@code PUT}, {@code PATCH} or {@code DELETE}
   * @param path after {@code /api/v1}
   * @param body to be sent, or null
   * @param version of what is changed, sent as If-Match, or null
   * @return the answer
   * @throws RefusedException if it is refused, with status 412 if the version is not the newest
   */
  public Reply change(String method, String path, JsonNode body, String version) {
    return retried(request(method, path, body, version), false);
  }

  /**
   * Reads a list to its end.
   *
   * @param path after {@code /api/v1}, with or without a query
   * @return the items of all its pages
   * @throws RefusedException if it is refused
   */
  public ArrayNode list(String path) {
    ArrayNode items = Transport.JSON.createArrayNode();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=1000";
    JsonNode page = get(first).body();
    items.addAll((ArrayNode) page.withArray("items"));
    while (page.hasNonNull("next")) {
      page = get(first + "&cursor=" + encoded(page.path("next").asText())).body();
      items.addAll((ArrayNode) page.withArray("items"));
    }
    return items;
  }

  /**
   * Text as a part of a path or query.
   *
   * @param text any
   * @return without characters that mean something there
   */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Function<String, HttpRequest> request(
      String method, String path, JsonNode body, String version) {
    return token ->
        versioned(transport.request(method, path, token, Transport.json(body)), version).build();
  }

  private static HttpRequest.Builder versioned(HttpRequest.Builder request, String version) {
    return version == null ? request : request.header("If-Match", version);
  }

  /** What came through and is not known to have is sent again only where that changes nothing. */
  private Reply retried(Function<String, HttpRequest> request, boolean repeatable) {
    return patience.ask(
        () -> authorised(token -> transport.send(request.apply(token))),
        failure ->
            failure instanceof UnreachableException e
                ? repeatable || !e.sent()
                : ((RefusedException) failure).passes()
                    && (repeatable || ((RefusedException) failure).status() != 500));
  }

  /** Joins the parts of an upload, which takes long; a second time it answers as the first. */
  Reply complete(String path, JsonNode body) {
    return patience.ask(
        () ->
            authorised(
                token ->
                    transport.send(
                        transport
                            .request("POST", path, token, Transport.json(body))
                            .timeout(COMPLETION)
                            .build())),
        failure ->
            failure instanceof UnreachableException || ((RefusedException) failure).passes());
  }

  /** Sends something with a token, and once more where the token ended before its time. */
  <T> T authorised(Function<String, T> exchange) {
    String token = session.token();
    try {
      return exchange.apply(token);
    } catch (RefusedException e) {
      if (e.status() != UNAUTHENTICATED) {
        throw e;
      }
      return exchange.apply(session.renewed(token));
    }
  }

  Transport transport() {
    return transport;
  }

  Patience patience() {
    return patience;
  }
}
