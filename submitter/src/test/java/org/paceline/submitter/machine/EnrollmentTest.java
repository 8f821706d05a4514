package org.paceline.submitter.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

@OnEveryStorage
class EnrollmentTest {

  private static final String ENROLLMENTS = "/api/v1/enrollments";
  private static final String AGENTS = "/api/v1/agents";
  private static final String MACHINES = "/api/v1/machines";
  private static final String WORTHLESS = "is none, was used or has expired: make a new one";

  private final Storage storage;
  @TempDir Path home;
  private TestServer server;
  private String olga;

  EnrollmentTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start() {
    server = TestServer.start(storage, home, "PACELINE_ACCESS_TOKEN_SECONDS", "86400");
    olga = server.user("olga");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String enrollment() {
    return server.post(ENROLLMENTS, olga, "{}").is(201).text("token");
  }

  private static String profile(String name) {
    return "{\"name\":\"%s\",\"cores\":4,\"memoryBytes\":8589934592}".formatted(name);
  }

  @Test
  void aTokenRegistersOneMachineForItsOwner() {
    String token = enrollment();
    Answer agent = server.post(AGENTS, token, profile("lab-1")).is(201);
    String path = MACHINES + "/" + agent.text("machineId");
    assertThat(server.get(path, olga).is(200).text("ownerName")).isEqualTo("olga");
    server.send("PUT", path + "/heartbeat", agent.text("token"), json("doing", "idle")).is(200);
    server.send("PUT", path + "/profile", agent.text("token"), hardware(2)).is(204);
    assertThat(server.get(path, olga).text("cores")).isEqualTo("2.0");
    server.send("DELETE", path + "/heartbeat", agent.text("token"), null).is(204);
    assertThat(server.get(path, olga).text("state")).isEqualTo("away");
    server.send("DELETE", path + "/agent", olga, null).is(204);
    server.send("DELETE", path + "/heartbeat", agent.text("token"), null).is(401);
    server.post(AGENTS, token, profile("lab-2")).is(401).says(WORTHLESS);
    assertThat(server.get("/api/v1/audit", server.admin()).is(200).body())
        .contains("machine.enrollment-made", "machine.enrollment-used", "machine.agent-registered")
        .doesNotContain(token);
  }

  private static String hardware(int cores) {
    return "{\"cores\":%s,\"memoryBytes\":8589934592}".formatted(cores);
  }

  @Test
  void itOpensNothingElse() {
    String token = enrollment();
    for (String path : List.of(MACHINES, "/api/v1/users/me", "/api/v1/projects")) {
      server.get(path, token).is(401);
    }
    server.post(ENROLLMENTS, token, "{}").is(401);
    server.post(MACHINES, token, profile("lab-1")).is(401);
  }

  @Test
  void itHoldsForAnHour() {
    String used = enrollment();
    String expired = enrollment();
    server.clock().advance(Duration.ofMinutes(59));
    server.post(AGENTS, used, profile("lab-1")).is(201);
    server.clock().advance(Duration.ofMinutes(1));
    server.post(AGENTS, expired, profile("lab-2")).is(401).says(WORTHLESS);
    enrollment();
    try (Database database = server.database()) {
      assertThat(rows(database)).as("what is used or has expired is removed").isEqualTo(1);
    }
  }

  private static int rows(Database database) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("select count(*) from enrollments").mapTo(int.class).one());
  }

  @Test
  void itsOwnerSeesThatItIsOpenAndRevokesIt() {
    Answer made = server.post(ENROLLMENTS, olga, "{}").is(201);
    String path = made.header("Location");
    assertThat(path).isEqualTo(ENROLLMENTS + "/" + made.text("id"));
    enrollment();
    Answer first = server.get(ENROLLMENTS + "?limit=1", olga).is(200);
    Answer second = server.get(ENROLLMENTS + "?cursor=" + first.text("next"), olga).is(200);
    assertThat(List.of(first.all("id").get(0), second.all("id").get(0)))
        .contains(made.text("id"))
        .doesNotHaveDuplicates();
    assertThat(server.get(path, olga).is(200).text("expiresAt")).isEqualTo(made.text("expiresAt"));
    assertThat(first.body() + second.body()).doesNotContain("machine-", "token");

    String eve = server.user("eve");
    assertThat(server.get(ENROLLMENTS, eve).all("id")).isEmpty();
    server.send("DELETE", path, eve, null).is(404).says("there is no enrollment");
    server.send("DELETE", path, olga, null).is(204);
    server.send("DELETE", path, olga, null).is(404).says("or it has expired or was used");
    server.post(AGENTS, made.text("token"), profile("lab-1")).is(401).says(WORTHLESS);
    assertThat(server.get("/api/v1/audit", server.admin()).is(200).all("action"))
        .contains("machine.enrollment-revoked");
  }

  @Test
  void whatIsUsedOrHasExpiredIsNotListed() {
    String used = enrollment();
    server.post(AGENTS, used, profile("lab-1")).is(201);
    Answer expired = server.post(ENROLLMENTS, olga, "{}").is(201);
    server.clock().advance(Duration.ofHours(1));
    assertThat(server.get(ENROLLMENTS, olga).all("id")).isEmpty();
    server.get(expired.header("Location"), olga).is(404);
    server.send("DELETE", expired.header("Location"), olga, null).is(404);
  }

  @Test
  void aRegistrationThatIsRefusedDoesNotUseItUp() {
    String token = enrollment();
    server.post(AGENTS, token, profile("a b")).is(400);
    server.post(AGENTS, token, "{").is(400);
    server.post(AGENTS, token, profile("lab-1")).is(201);
  }

  @Test
  void ofManyThatUseItAtOnceOneDoes() throws Exception {
    String token = enrollment();
    List<Callable<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String profile = profile("lab-" + i);
      all.add(() -> server.post(AGENTS, token, profile).status());
    }
    assertThat(AtOnce.all(all)).containsOnlyOnce(201);
    assertThat(server.get(MACHINES, olga).is(200).body()).containsOnlyOnce("\"nominalSpeed\"");
  }

  @Test
  void withItsOwnersAccountItEnds() {
    String token = enrollment();
    server
        .send(
            "DELETE",
            "/api/v1/users/me",
            olga,
            json("name", "olga", "password", TestServer.PASSWORD))
        .is(204);
    server.post(AGENTS, token, profile("lab-1")).is(401);
  }
}
