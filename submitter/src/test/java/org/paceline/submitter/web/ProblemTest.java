package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.json;

import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;
import org.paceline.submitter.testing.Waiting;

/** How refusals look, and what they do not tell. */
class ProblemTest {

  private static final String SESSIONS = "/api/v1/sessions";

  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path home) {
    server = TestServer.start(Storage.H2, home);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aBodyMustBeAsItMustBe() {
    Map<String, String> wrong =
        Map.of(
            "{\"name\":", "it is no JSON at line 1",
            "hunter2", "it is no JSON at line 1",
            "", "it must be one JSON object, and nothing else",
            "null", "the body must be a JSON object",
            "[]", "it must be one JSON object, and nothing else",
            "{\"name\":\"ada\",\"password\":\"x\"} {}", "nothing else",
            "{\"name\":\"ada\",\"password\":\"x\",\"admin\":true}", "there is no field 'admin'",
            "{\"name\":{\"a\":1},\"password\":\"x\"}", "name is not of its type",
            "{\"name\":\"ada\",\"name\":\"bob\",\"password\":\"x\"}", "it is no JSON",
            "{\"name\":\"ada\"}", "name and password are needed");
    wrong.forEach(
        (body, rule) ->
            silent(server.post(SESSIONS, null, body).problem(400, "invalid-request").says(rule)));
  }

  @Test
  void aBodyMayBeTooLarge() {
    String large = json("name", "ada", "password", "x".repeat(2 << 20));
    silent(heard(() -> server.post(SESSIONS, null, large)).problem(413, "too-large"));
    HttpRequest.Builder chunked =
        server
            .request("POST", SESSIONS, null, null)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes())));
    silent(heard(() -> server.send(chunked)).problem(413, "too-large"));
  }

  /** Whoever still sends when the answer comes may lose it with the connection, and asks again. */
  private static Answer heard(Callable<Answer> request) {
    return Waiting.await()
        .ignoreException(UncheckedIOException.class)
        .until(request, Objects::nonNull);
  }

  @Test
  void thereIsNoSuchRoute() {
    silent(server.get("/api/v1/nothing", null).problem(404, "not-found"));
    silent(server.get("/api/v1/../../etc/passwd", null).is(404));
    silent(server.get("/", null).problem(404, "not-found"));
  }

  @Test
  void aRouteHasItsMethods() {
    Answer refused = server.send("PUT", SESSIONS, null, "{}");
    silent(refused.problem(405, "method-not-allowed"));
    assertThat(refused.header("Allow")).contains("POST", "DELETE");
  }

  @Test
  void whoAsksMustBeKnown() {
    Answer refused = server.get("/api/v1/users/me", null).problem(401, "unauthenticated");
    assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
    silent(refused);
  }

  @Test
  void answersAreForPrograms() {
    Answer answer = server.get("/health", null).is(200);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Server")).isNull();
    assertThat(answer.header("Strict-Transport-Security")).isNull();
  }

  @Test
  void whatIsUnforeseenIsNotTold(@TempDir Path home) {
    try (TestServer broken = TestServer.start(Storage.H2, home)) {
      String token = broken.user("ada");
      try (Database database = broken.database()) {
        database.jdbi().useHandle(handle -> handle.execute("drop table users cascade"));
      }
      Answer answer = broken.get("/api/v1/users/me", token).problem(500, "internal-error");
      assertThat(answer.text("detail")).isEqualTo("Internal Server Error");
      silent(answer);
    }
  }

  private static void silent(Answer answer) {
    assertThat(answer.body())
        .doesNotContain("Exception", "org.", "com.", "java.", "\tat ", "hunter2", "select");
  }
}
