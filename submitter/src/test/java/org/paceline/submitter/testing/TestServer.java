package org.paceline.submitter.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paceline.submitter.Submitter;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.config.SettingsReader;
import org.paceline.submitter.database.Database;

/** The service as it is, started for a test, with its clock and database at hand. */
public final class TestServer implements AutoCloseable {

  public static final String PASSWORD = "correct horse battery";

  /** No sweep comes in between unless a test wants one, and no slow test is cut off. */
  private static final Map<String, String> USUAL =
      Map.of(
          "PACELINE_PORT", "0",
          "PACELINE_SWEEP_SECONDS", "3600",
          "PACELINE_IDLE_SECONDS", "600",
          "PACELINE_REGISTRATION", "open",
          "PACELINE_DATABASE_CONNECTIONS", "8",
          "PACELINE_REQUESTS_PER_MINUTE", "1000000",
          "PACELINE_SIGN_INS_PER_MINUTE", "100000");

  private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final TestClock clock;
  private final Settings settings;
  private final Submitter submitter;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<TestServer> others = new ArrayList<>();

  private Optional<String> oneTimePassword;

  private TestServer(Settings settings, TestClock clock) {
    this.settings = settings;
    this.clock = clock;
    this.submitter = new Submitter(settings, clock);
    this.oneTimePassword = submitter.oneTimePassword();
  }

  /**
   * Starts one.
   *
   * @param storage its database
   * @param home its folder
   * @param changed settings, as {@code PACELINE_REGISTRATION}, each followed by its value
   * @return where it is now by the clock, which stands
   */
  public static TestServer start(Storage storage, Path home, String... changed) {
    return start(now(), storage.settings(home), home, changed);
  }

  /**
   * Starts one on a database that is there.
   *
   * @param home its folder
   * @param changed settings, as {@code PACELINE_DATABASE_URL}, each followed by its value
   * @return where it is now by the clock, which stands
   */
  public static TestServer startOn(Path home, String... changed) {
    return start(now(), Map.of(), home, changed);
  }

  /** Not any time: files have those of the computer, and so have processes beside this one. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Starts one where it is a Monday, at noon; access tokens hold for a day.
   *
   * @param storage its database
   * @param home its folder
   * @return whose clock stands
   */
  public static TestServer atNoon(Storage storage, Path home) {
    return start(
        MONDAY_NOON, storage.settings(home), home, "PACELINE_ACCESS_TOKEN_SECONDS", "86400");
  }

  private static TestServer start(
      Instant now, Map<String, String> database, Path home, String... changed) {
    Map<String, String> environment = new HashMap<>(USUAL);
    environment.put("PACELINE_HOME", home.toString());
    environment.putAll(database);
    for (int i = 0; i < changed.length; i += 2) {
      environment.put(changed[i], changed[i + 1]);
    }
    Settings settings = new SettingsReader(environment).read(Optional.empty());
    return new TestServer(settings, new TestClock(now));
  }

  /** A second instance on the same database. */
  public TestServer another() {
    return new TestServer(settings, clock);
  }

  /** Those that may write at the same moment: this one, and another where the database allows. */
  public List<TestServer> instances() {
    if (!settings.databaseUrl().isEmpty() && others.isEmpty()) {
      others.add(another());
    }
    return Stream.concat(Stream.of(this), others.stream()).toList();
  }

  public TestClock clock() {
    return clock;
  }

  public Submitter submitter() {
    return submitter;
  }

  /** A connection of the test's own to the same database. */
  public Database database() {
    return new Database(settings, new SimpleMeterRegistry());
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + submitter.port() + path);
  }

  public HttpRequest.Builder request(String method, String path, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Waiting.PATIENCE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  /** Asks, and checks the answer against the specification. */
  public <T> HttpResponse<T> fetch(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return Contract.checked(client.send(request.build(), body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Answer send(HttpRequest.Builder request) {
    return new Answer(fetch(request, BodyHandlers.ofString()));
  }

  public Answer send(String method, String path, String token, String body) {
    return send(request(method, path, token, body));
  }

  public Answer get(String path, String token) {
    return send("GET", path, token, null);
  }

  public Answer post(String path, String token, String body) {
    return send("POST", path, token, body);
  }

  public Answer register(String name) {
    return post("/api/v1/users", null, json("name", name, "password", PASSWORD));
  }

  public Answer signIn(String name, String password) {
    return post("/api/v1/sessions", null, json("name", name, "password", password));
  }

  public Answer exchange(String refreshToken) {
    return post("/api/v1/tokens", null, json("refreshToken", refreshToken));
  }

  public Answer changePassword(String token, String current, String next) {
    return send(
        "PUT", "/api/v1/users/me/password", token, json("current", current, "password", next));
  }

  /** An access token of a new account. */
  public String user(String name) {
    register(name).is(201);
    return signIn(name, PASSWORD).is(201).text("accessToken");
  }

  /** An access token of the first admin, whose one-time password is changed by the first call. */
  public String admin() {
    if (oneTimePassword.isEmpty()) {
      return signIn("admin", PASSWORD).is(201).text("accessToken");
    }
    String oneTime = oneTimePassword.get();
    String token = signIn("admin", oneTime).is(201).text("accessToken");
    changePassword(token, oneTime, PASSWORD).is(204);
    oneTimePassword = Optional.empty();
    return token;
  }

  /** Somebody new, who has signed in. */
  public Person person(String name) {
    String id = register(name).is(201).text("id");
    return bearer(name, id, signIn(name, PASSWORD).is(201).text("accessToken"));
  }

  /** Whoever holds a token, or nobody without one; the id is null unless it is of an account. */
  public Person bearer(String name, String id, String token) {
    return new Person(this, name, id, token);
  }

  /** An object of names and texts. */
  public static String json(String... pairs) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      json.append(i == 0 ? "" : ",");
      json.append('"').append(pairs[i]).append("\":\"").append(pairs[i + 1]).append('"');
    }
    return json.append('}').toString();
  }

  @Override
  public void close() {
    others.forEach(TestServer::close);
    submitter.close();
  }
}
