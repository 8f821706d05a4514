package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** A POST that comes again of whoever has no account, or an agent's token only. */
@OnEveryStorage
class StrangersKeyTest {

  private static final String USERS = "/api/v1/users";
  private static final String AGENTS = "/api/v1/agents";
  private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";
  private static final String HOME = "203.0.113.7";
  private static final String ELSEWHERE = "203.0.113.8";
  private static final String ADA = json("name", "ada", "password", PASSWORD);

  private final Storage storage;
  private TestServer server;

  StrangersKeyTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home, "PACELINE_TRUSTED_PROXIES", "127.0.0.1");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer from(String address, String path, String token, String body) {
    return server.send(
        server
            .request("POST", path, token, body)
            .header(Idempotency.HEADER, KEY)
            .header(Origin.FORWARDED, address));
  }

  @Test
  void anAccountIsMadeOnce() {
    Answer first = from(HOME, USERS, null, ADA).is(201);
    Answer again = from(HOME, USERS, null, ADA).is(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(all("select name from users")).containsExactlyInAnyOrder("admin", "ada");
    server.post(USERS, null, ADA).problem(409, "conflict").says("there is a user ada already");
  }

  @Test
  void itsKeyIsForOneRequest() {
    from(HOME, USERS, null, ADA).is(201);
    String other = json("name", "bob", "password", PASSWORD);
    from(HOME, USERS, null, other)
        .problem(422, "idempotency-key-reused")
        .says("Idempotency-Key was sent before with another request");
    from(HOME, USERS, null, json("name", "ada", "password", "another password 2"))
        .problem(422, "idempotency-key-reused");
    from(HOME, USERS + "?a=b", null, ADA).problem(422, "idempotency-key-reused");
    assertThat(all("select name from users")).doesNotContain("bob");
  }

  @Test
  void somebodyElseGetsNothingByTheSameKey() {
    from(HOME, USERS, null, ADA).is(201);
    from(ELSEWHERE, USERS, null, ADA).problem(409, "conflict").says("a user ada already");
    from(ELSEWHERE, USERS, null, json("name", "bob", "password", PASSWORD)).is(201);
  }

  @Test
  void whatIsRefusedIsNotKept() {
    from(HOME, USERS, null, json("name", "Ada", "password", PASSWORD)).is(400);
    from(HOME, USERS, null, ADA).is(201);
    server
        .send(server.request("POST", USERS, null, ADA).header(Idempotency.HEADER, "short"))
        .problem(400, "invalid-request")
        .says("16 to 128 printable characters");
  }

  @Test
  void signingInKnowsNoKeys() {
    server.register("ada").is(201);
    Answer first = from(HOME, "/api/v1/sessions", null, ADA).is(201);
    assertThat(from(HOME, "/api/v1/sessions", null, ADA).is(201).body()).isNotEqualTo(first.body());
    String refresh = json("refreshToken", first.text("refreshToken"));
    from(HOME, "/api/v1/tokens", null, refresh).is(201);
    from(HOME, "/api/v1/tokens", null, refresh).problem(401, "unauthenticated");
    assertThat(all("select scope from idempotent_requests")).isEmpty();
  }

  private String enrollment(String owner) {
    return server.post("/api/v1/enrollments", owner, "{}").is(201).text("token");
  }

  private static String profile(String name) {
    return "{\"name\":\"%s\",\"cores\":4,\"memoryBytes\":8589934592}".formatted(name);
  }

  @Test
  void anAgentIsRegisteredOnce() {
    String olga = server.user("olga");
    String token = enrollment(olga);
    Answer first = from(HOME, AGENTS, token, profile("lab-1")).is(201);
    Answer again = from(ELSEWHERE, AGENTS, token, profile("lab-1")).is(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    String beat = first.header("Location") + "/heartbeat";
    server.send("PUT", beat, again.text("token"), json("doing", "idle")).is(200);
    from(HOME, AGENTS, token, profile("lab-2")).problem(422, "idempotency-key-reused");
    server.post(AGENTS, token, profile("lab-1")).is(401).says("was used or has expired");
    assertThat(all("select name from machines")).containsExactly("lab-1");
  }

  @Test
  void withAnotherTokenItIsAnotherKey() {
    String olga = server.user("olga");
    String eve = server.user("eve");
    String token = enrollment(olga);
    Answer first = from(HOME, AGENTS, token, profile("lab-1")).is(201);
    from(HOME, AGENTS, "guessed", profile("lab-1")).problem(401, "unauthenticated");
    Answer other = from(HOME, AGENTS, enrollment(eve), profile("lab-1")).is(201);
    assertThat(other.text("machineId")).isNotEqualTo(first.text("machineId"));
    assertThat(from(HOME, AGENTS, olga, profile("lab-1")).is(201).text("token"))
        .as("as their owner, whose keys are others again")
        .isNotEqualTo(first.text("token"));
  }

  /** The name has letters that hexadecimal digits have not: hashes are kept. */
  @Test
  void theDatabaseHoldsNothingOfIt() {
    String stranger = "stranger";
    String token = enrollment(server.user("olga"));
    String agent = from(HOME, AGENTS, token, profile("lab-1")).is(201).text("token");
    from(HOME, USERS, null, json("name", stranger, "password", PASSWORD)).is(201);
    List<String> rows;
    try (Database database = server.database()) {
      rows =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle.createQuery("select * from idempotent_requests").mapToMap().list())
              .stream()
              .map(Object::toString)
              .toList();
    }
    assertThat(rows).hasSize(2);
    assertThat(rows.toString())
        .doesNotContain(token, agent, KEY, PASSWORD, HOME, stranger, "lab-1");
  }

  private List<String> all(String query) {
    try (Database database = server.database()) {
      return database
          .jdbi()
          .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
    }
  }
}
