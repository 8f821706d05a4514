package org.paceline.submitter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** A POST that comes again. */
@OnEveryStorage
class IdempotencyTest {

  private static final String INVITATIONS = "/api/v1/invitations";
  private static final String KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324";

  private final Storage storage;
  private TestServer server;
  private String admin;

  IdempotencyTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home, "PACELINE_ACCESS_TOKEN_SECONDS", "86400");
    admin = server.admin();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itIsDoneOnceAndAnsweredAsTheFirstTime() {
    Answer first = invite(KEY).is(201);
    Answer again = invite(KEY).is(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(invite(KEY + "-2").is(201).body()).isNotEqualTo(first.body());
    assertThat(invitations()).isEqualTo(2);
  }

  @Test
  void withoutAKeyEachIsDone() {
    assertThat(invite(null).is(201).body()).isNotEqualTo(invite(null).is(201).body());
  }

  @Test
  void aKeyIsForOneRequest() {
    invite(KEY).is(201);
    Answer other =
        server.send(
            server
                .request("POST", INVITATIONS + "?for=ada", admin, "")
                .header("Idempotency-Key", KEY));
    other.problem(422, "idempotency-key-reused").says("another request");
    server
        .send(server.request("POST", INVITATIONS, admin, "{}").header("Idempotency-Key", KEY))
        .problem(422, "idempotency-key-reused");
    assertThat(invitations()).isEqualTo(1);
  }

  @Test
  void aKeyHasAForm() {
    invite("short").problem(400, "invalid-request").says("16 to 128 printable characters");
    invite("x".repeat(129)).problem(400, "invalid-request");
  }

  @Test
  void atTheSameMomentItIsDoneOnce() throws Exception {
    List<TestServer> instances = server.instances();
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      TestServer asked = instances.get(i % instances.size());
      calls.add(() -> invite(asked, KEY));
    }
    Set<String> codes = new HashSet<>();
    for (Answer answer : AtOnce.all(calls)) {
      if (answer.status() == 201) {
        codes.add(answer.text("code"));
      } else {
        answer.problem(409, "conflict").says("is under way");
      }
    }
    assertThat(codes).hasSize(1);
    assertThat(invitations()).isEqualTo(1);
  }

  @Test
  void whileItIsUnderWayItIsNotDoneAgain() {
    UUID id = UUID.fromString(server.get("/api/v1/users/me", admin).text("id"));
    String known = Fingerprint.hex("key", KEY.getBytes(StandardCharsets.UTF_8));
    String request = Fingerprint.hex("POST " + KEY + " " + INVITATIONS, new byte[0]);
    try (Database database = server.database()) {
      database
          .jdbi()
          .useExtension(
              IdempotencyTable.class,
              table -> table.claim(id.toString(), id, known, request, server.clock().instant()));
    }
    invite(KEY).problem(409, "conflict").says("the same request is under way");
    server.clock().advance(Duration.ofMinutes(16));
    invite(KEY).is(201);
  }

  @Test
  void itIsKeptForADay() {
    Answer first = invite(KEY).is(201);
    server.clock().advance(Duration.ofHours(23));
    assertThat(invite(KEY).is(201).body()).isEqualTo(first.body());
    server.clock().advance(Duration.ofHours(2));
    admin = server.signIn("admin", TestServer.PASSWORD).is(201).text("accessToken");
    assertThat(invite(KEY).is(201).body()).isNotEqualTo(first.body());
  }

  @Test
  void theDatabaseHoldsNeitherKeyNorAnswer() {
    String code = invite(KEY).is(201).text("code");
    try (Database database = server.database()) {
      String row =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select * from idempotent_requests")
                          .mapToMap()
                          .one()
                          .toString());
      assertThat(row).contains("201").doesNotContain(code, KEY);
    }
  }

  @Test
  void anotherUserHasOtherKeys() {
    invite(KEY).is(201);
    String ada = server.user("ada");
    server
        .send(server.request("POST", INVITATIONS, ada, "").header("Idempotency-Key", KEY))
        .problem(403, "forbidden");
  }

  private Answer invite(String key) {
    return invite(server, key);
  }

  private Answer invite(TestServer asked, String key) {
    var request = asked.request("POST", INVITATIONS, admin, "");
    return asked.send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private int invitations() {
    try (Database database = server.database()) {
      return database
          .jdbi()
          .withHandle(
              handle ->
                  handle
                      .createQuery("select count(*) from invitations")
                      .mapTo(Integer.class)
                      .one());
    }
  }
}
