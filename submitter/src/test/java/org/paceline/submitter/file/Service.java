package org.paceline.submitter.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.paceline.submitter.Submitter;
import org.paceline.submitter.config.Settings;
import org.paceline.submitter.config.SettingsReader;

/** The service in a folder, with a clock that a test moves, and clients of it. */
final class Service implements AutoCloseable {

  static final int PART = 1 << 20;
  private static final String PASSWORD = "correct horse battery";

  final MovedClock clock = new MovedClock();
  private final Submitter submitter;
  private final HttpClient http = HttpClient.newHttpClient();
  private String adminPassword;

  Service(Path home, String... more) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PACELINE_HOME", home.toString());
    environment.put("PACELINE_PORT", "0");
    environment.put("PACELINE_REGISTRATION", "open");
    environment.put("PACELINE_SIGN_INS_PER_MINUTE", "10000");
    environment.put("PACELINE_PART_BYTES", String.valueOf(PART));
    environment.put("PACELINE_BODY_BYTES", "4096");
    environment.put("PACELINE_SWEEP_SECONDS", "1");
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    Settings settings = new SettingsReader(environment).read(Optional.empty());
    submitter = new Submitter(settings, clock);
    adminPassword = submitter.oneTimePassword().orElse(PASSWORD);
  }

  /** The time of now, and as much later as a test says. */
  static final class MovedClock extends Clock {
    private volatile Duration later = Duration.ZERO;

    void move(Duration further) {
      later = later.plus(further);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(later);
    }
  }

  int port() {
    return submitter.port();
  }

  User user(String name) throws Exception {
    json(null, "POST", "/users", Map.of("name", name, "password", PASSWORD));
    return signIn(name);
  }

  User signIn(String name) throws Exception {
    return new User(token(name, PASSWORD));
  }

  User admin() throws Exception {
    String first = token("admin", adminPassword);
    if (!adminPassword.equals(PASSWORD)) {
      json(
          first,
          "PUT",
          "/users/me/password",
          Map.of("current", adminPassword, "password", PASSWORD));
      adminPassword = PASSWORD;
    }
    return signIn("admin");
  }

  private String token(String name, String password) throws Exception {
    return json(null, "POST", "/sessions", Map.of("name", name, "password", password))
        .body()
        .get("accessToken")
        .asText();
  }

  /** An answer: its status, headers and JSON. */
  record Answer(int status, HttpResponse<?> response, JsonNode body) {
    String detail() {
      return body.path("detail").asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  private Answer json(String token, String method, String path, Object body, String... headers)
      throws IOException, InterruptedException {
    BodyPublisher sent =
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(new ObjectMapper().writeValueAsBytes(body));
    return send(token, method, path, sent, headers);
  }

  private HttpRequest request(
      String token, String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1" + path))
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  private Answer send(
      String token, String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request(token, method, path, body, headers), BodyHandlers.ofString());
    String text = response.body();
    return new Answer(
        response.statusCode(), response, new ObjectMapper().readTree(text.isEmpty() ? "{}" : text));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody who has signed in. */
  final class User {
    final String token;

    User(String token) {
      this.token = token;
    }

    Answer ask(String method, String path, Object body, String... headers) throws Exception {
      return json(token, method, path, body, headers);
    }

    Answer get(String path) throws Exception {
      return ask("GET", path, null);
    }

    /** Changes something by the version that is its newest. */
    Answer change(String method, String path, String of) throws Exception {
      return ask(method, path, null, "If-Match", get(of).header("ETag"));
    }

    Answer begin(byte[] content, String... more) throws Exception {
      Map<String, Object> body = new TreeMap<>();
      body.put("name", "data.bin");
      body.put("size", content.length);
      body.put("sha256", sha256(content));
      for (int i = 0; i < more.length; i += 2) {
        body.put(more[i], more[i + 1]);
      }
      return ask("POST", "/uploads", body);
    }

    Answer part(String upload, int number, byte[] part) throws Exception {
      return part(upload, number, part, sha256(part));
    }

    Answer part(String upload, int number, byte[] part, String sha256) throws Exception {
      return send(
          token,
          "PUT",
          "/uploads/%s/parts/%d".formatted(upload, number),
          BodyPublishers.ofByteArray(part),
          "X-Content-Sha256",
          sha256);
    }

    Answer upload(byte[] content, String... more) throws Exception {
      Answer begun = begin(content, more);
      if (begun.status() != 201) {
        return begun;
      }
      String id = begun.body().get("id").asText();
      List<byte[]> parts = parts(content);
      for (int i = 0; i < parts.size(); i++) {
        part(id, i + 1, parts.get(i));
      }
      return ask("POST", "/uploads/" + id + "/completion", null);
    }

    HttpResponse<byte[]> content(String file, String... headers) throws Exception {
      return http.send(
          request(token, "GET", "/files/" + file + "/content", BodyPublishers.noBody(), headers),
          BodyHandlers.ofByteArray());
    }

    HttpResponse<InputStream> stream(String file) throws Exception {
      return http.send(
          request(token, "GET", "/files/" + file + "/content", BodyPublishers.noBody()),
          BodyHandlers.ofInputStream());
    }
  }

  static List<byte[]> parts(byte[] content) {
    return IntStream.range(0, (content.length + PART - 1) / PART)
        .mapToObj(
            i -> Arrays.copyOfRange(content, i * PART, Math.min(content.length, (i + 1) * PART)))
        .toList();
  }

  @Override
  public void close() {
    submitter.close();
  }
}
