package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.TestServer.PASSWORD;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.Answer;
import org.paceline.submitter.OnEveryStorage;
import org.paceline.submitter.Storage;
import org.paceline.submitter.TestServer;

/** Whoever guesses passwords, or asks too often. */
@OnEveryStorage
record LockOutTest(Storage storage, @TempDir Path home) {

  private static final String WRONG = "not the password";

  @Test
  void wrongPasswordsLockTheAccountForAWhile() {
    try (TestServer server =
        TestServer.start(storage, home, "PACELINE_FAILURES_UNTIL_LOCKED", "3")) {
      server.register("ada").is(201);
      server.register("bob").is(201);
      for (int i = 0; i < 3; i++) {
        server.signIn("ada", WRONG).problem(401, "unauthenticated");
      }
      Answer locked = server.signIn("ada", PASSWORD).problem(429, "too-many-requests");
      locked.says("the account is locked");
      assertThat(locked.header("Retry-After")).isEqualTo("900");
      server.signIn("bob", PASSWORD).is(201);
      server.clock().advance(Duration.ofSeconds(901));
      server.signIn("ada", PASSWORD).is(201);
    }
  }

  @Test
  void theRightPasswordBeginsTheCountAnew() {
    try (TestServer server =
        TestServer.start(storage, home, "PACELINE_FAILURES_UNTIL_LOCKED", "3")) {
      server.register("ada").is(201);
      for (int round = 0; round < 2; round++) {
        server.signIn("ada", WRONG).problem(401, "unauthenticated");
        server.signIn("ada", WRONG).problem(401, "unauthenticated");
        server.signIn("ada", PASSWORD).is(201);
      }
    }
  }

  @Test
  void aLockCountsAtEveryInstance() {
    try (TestServer server =
            TestServer.start(storage, home, "PACELINE_FAILURES_UNTIL_LOCKED", "2");
        TestServer other = server.another()) {
      server.register("ada").is(201);
      server.signIn("ada", WRONG).problem(401, "unauthenticated");
      other.signIn("ada", WRONG).problem(401, "unauthenticated");
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
}
