package org.paceline.submitter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paceline.submitter.Main;
import org.paceline.submitter.testing.Child;
import org.paceline.submitter.testing.TestServer;

/** The service as a process, which can be killed, and ada, who sends files to it. */
final class ServiceProcess implements AutoCloseable {

  private static final Map<String, String> ADA =
      Map.of("name", "ada", "password", TestServer.PASSWORD);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Child child;
  private final int port;
  private String token;

  /**
   * Starts it.
   *
   * @param home its folder, in which there may be what an earlier one left
   * @param database its settings
   */
  ServiceProcess(Path home, Map<String, String> database) {
    Map<String, String> environment = new HashMap<>(database);
    environment.put("PACELINE_HOME", home.toString());
    environment.put("PACELINE_PORT", "0");
    environment.put("PACELINE_REGISTRATION", "open");
    environment.put("PACELINE_PART_BYTES", String.valueOf(Service.PART));
    environment.put("PACELINE_IDLE_SECONDS", "600");
    child =
        Child.java(
            home.resolve("log"),
            environment,
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            Main.class.getName());
    try {
      port = Integer.parseInt(child.says("^Paceline serves on \\S+:(\\d+)$"));
    } catch (RuntimeException | Error e) {
      // Nobody else knows of it.
      child.close();
      throw e;
    }
  }

  int port() {
    return port;
  }

  String token() {
    return token;
  }

  void register() throws Exception {
    json(ask("POST", "/users", ADA));
  }

  void signIn() throws Exception {
    token = json(ask("POST", "/sessions", ADA)).get("accessToken").asText();
  }

  /** The first admin's password is what other tests know it as. */
  void changeOneTimePassword() throws Exception {
    String once = child.says("one-time password (\\S+),");
    token =
        json(ask("POST", "/sessions", Map.of("name", "admin", "password", once)))
            .get("accessToken")
            .asText();
    ask("PUT", "/users/me/password", Map.of("current", once, "password", TestServer.PASSWORD));
    token = null;
  }

  HttpResponse<byte[]> ask(String method, String path, Object body) throws Exception {
    byte[] sent = body == null ? new byte[0] : new ObjectMapper().writeValueAsBytes(body);
    return send(method, path, sent, "X-Content-Sha256", "none");
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body, String... header)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/api/v1%s".formatted(port, path)))
            .headers(header)
            .method(method, BodyPublishers.ofByteArray(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isLessThan(300);
    return new ObjectMapper().readTree(answer.body());
  }

  /** Begins an upload; the checksum of the whole comes at its end. */
  String begun(byte[] content) throws Exception {
    Map<String, Object> told = Map.of("name", "set.bin", "size", content.length);
    return json(ask("POST", "/uploads", told)).get("id").asText();
  }

  int part(String id, int number, byte[] part) throws Exception {
    String path = "/uploads/%s/parts/%s".formatted(id, number);
    return send("PUT", path, part, "X-Content-Sha256", Service.sha256(part)).statusCode();
  }

  List<Integer> arrived(String id) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    json(ask("GET", "/uploads/" + id, null))
        .get("parts")
        .forEach(part -> numbers.add(part.get("number").asInt()));
    return numbers;
  }

  HttpResponse<byte[]> complete(String id, byte[] content) throws Exception {
    Map<String, String> whole = Map.of("sha256", Service.sha256(content));
    return ask("POST", "/uploads/" + id + "/completion", whole);
  }

  /** By SIGKILL. */
  void kill() {
    child.kill();
  }

  @Override
  public void close() {
    kill();
  }
}
