package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Whoever guesses passwords, or asks too often. */
@OnEveryStorage
record LockOutTest(Storage storage, @TempDir Path home) {

  private static final String WRONG = "not the password";
  private static final String HOME = "198.51.100.7";
  private static final String ELSEWHERE = "203.0.113.9";

  /** Addresses are those that a trusted proxy tells. */
  private TestServer start(String failures) {
    return TestServer.start(
        storage,
        home,
        "PACELINE_FAILURES_UNTIL_LOCKED",
        failures,
        "PACELINE_TRUSTED_PROXIES",
        "127.0.0.1");
  }

  private static Answer signIn(TestServer server, String from, String name, String password) {
    String body = json("name", name, "password", password);
    return server.send(
        server.request("POST", "/api/v1/sessions", null, body).header("X-Forwarded-For", from));
  }

  @Test
  void wrongPasswordsLockTheNameForTheAddressForAWhile() {
    try (TestServer server = start("3")) {
      server.register("ada").is(201);
      server.register("bob").is(201);
      for (int i = 0; i < 3; i++) {
        signIn(server, HOME, "ada", WRONG).problem(401, "unauthenticated");
      }
      Answer locked = signIn(server, HOME, "ada", PASSWORD).problem(429, "too-many-requests");
      locked.says("too many wrong passwords");
      assertThat(locked.header("Retry-After")).isEqualTo("900");
      signIn(server, HOME, "bob", PASSWORD).is(201);
      signIn(server, ELSEWHERE, "ada", PASSWORD).is(201);
      server.clock().advance(Duration.ofSeconds(901));
      signIn(server, HOME, "ada", WRONG).problem(401, "unauthenticated");
      signIn(server, HOME, "ada", WRONG).problem(401, "unauthenticated");
      signIn(server, HOME, "ada", PASSWORD).is(201);
    }
  }

  @Test
  void aNameThatDoesNotExistIsLockedAlike() {
    try (TestServer server = start("2")) {
      server.register("ada").is(201);
      for (String name : List.of("ada", "eve", "no name at all \\u0000")) {
        signIn(server, HOME, name, WRONG).problem(401, "unauthenticated");
        signIn(server, HOME, name, WRONG).problem(401, "unauthenticated");
      }
      String known = signIn(server, HOME, "ada", WRONG).is(429).body();
      assertThat(signIn(server, HOME, "eve", WRONG).is(429).body()).isEqualTo(known);
      assertThat(signIn(server, HOME, "no name at all \\u0000", WRONG).is(429).body())
          .isEqualTo(known);
    }
  }

  /** Whoever has many addresses is locked out, but not the owner at home. */
  @Test
  void wrongPasswordsFromEverywhereLockAllWhoHaveNotSignedInBefore() {
    try (TestServer server = start("1")) {
      server.register("ada").is(201);
      signIn(server, HOME, "ada", PASSWORD).is(201);
      for (int i = 0; i < 10; i++) {
        signIn(server, "192.0.2." + i, "ada", WRONG).problem(401, "unauthenticated");
      }
      signIn(server, ELSEWHERE, "ada", PASSWORD).problem(429, "too-many-requests");
      signIn(server, HOME, "ada", PASSWORD).is(201);
      server.clock().advance(Duration.ofSeconds(901));
      signIn(server, ELSEWHERE, "ada", PASSWORD).is(201);
    }
  }

  @Test
  void guessesAtTheSameMomentAreCountedOneByOne() throws Exception {
    try (TestServer server = start("3")) {
      List<TestServer> instances = server.instances();
      List<Callable<Integer>> guesses = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        TestServer at = instances.get(i % instances.size());
        guesses.add(() -> signIn(at, HOME, "ada", WRONG).status());
      }
      List<Integer> got = AtOnce.all(guesses);
      assertThat(got).containsOnly(401, 429);
      assertThat(Collections.frequency(got, 401)).isEqualTo(3);
    }
  }

  @Test
  void theRightPasswordBeginsTheCountAnew() {
    try (TestServer server = start("3")) {
      server.register("ada").is(201);
      for (int round = 0; round < 2; round++) {
        signIn(server, HOME, "ada", WRONG).problem(401, "unauthenticated");
        signIn(server, HOME, "ada", WRONG).problem(401, "unauthenticated");
        signIn(server, HOME, "ada", PASSWORD).is(201);
      }
    }
  }

  @Test
  void whoeverHasATokenGuessesNoMoreThanOthers() {
    try (TestServer server = start("2")) {
      String token = server.user("ada");
      server.changePassword(token, WRONG, "another password 2").problem(403, "forbidden");
      server
          .send("DELETE", "/api/v1/users/me", token, json("name", "ada", "password", WRONG))
          .problem(403, "forbidden");
      server
          .changePassword(token, PASSWORD, "another password 2")
          .problem(429, "too-many-requests");
      server.signIn("ada", PASSWORD).problem(429, "too-many-requests");
    }
  }

  @Test
  void anAddressSignsInOnlySoOften() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_SIGN_INS_PER_MINUTE", "3")) {
      for (int i = 0; i < 3; i++) {
        server.signIn("nobody", WRONG).problem(401, "unauthenticated");
      }
      Answer refused = server.signIn("nobody", WRONG).problem(429, "too-many-requests");
      refused.says("more than 3 requests a minute from one address");
      assertThat(refused.header("Retry-After")).isEqualTo("20");
      server.get("/health", null).is(200);
      server.clock().advance(Duration.ofSeconds(20));
      server.signIn("nobody", WRONG).problem(401, "unauthenticated");
      server.signIn("nobody", WRONG).problem(429, "too-many-requests");
    }
  }

  @Test
  void anAddressAsksOnlySoOften() {
    try (TestServer server =
        TestServer.start(storage, home, "PACELINE_REQUESTS_PER_MINUTE", "10")) {
      for (int i = 0; i < 10; i++) {
        server.get("/health", null).is(200);
      }
      Answer refused = server.get("/health", null).problem(429, "too-many-requests");
      assertThat(refused.header("Retry-After")).isEqualTo("6");
      server.clock().advance(Duration.ofSeconds(6));
      server.get("/health", null).is(200);
    }
  }

  @Test
  void aClockThatIsSetBackTakesNoRequestsFromAnAddressAndGivesItNone() {
    try (TestServer server =
        TestServer.start(storage, home, "PACELINE_REQUESTS_PER_MINUTE", "10")) {
      server.get("/health", null).is(200);
      server.clock().advance(Duration.ofHours(-1));
      for (int i = 1; i < 10; i++) {
        server.get("/health", null).is(200);
      }
      server.get("/health", null).problem(429, "too-many-requests");
      server.clock().advance(Duration.ofSeconds(6));
      server.get("/health", null).is(200);
    }
  }
}
