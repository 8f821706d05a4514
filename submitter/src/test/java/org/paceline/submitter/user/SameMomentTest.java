package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.HeldRows;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** What one account is asked for at the same moment. */
@OnEveryStorage
class SameMomentTest {

  private static final String ME = "/api/v1/users/me";
  private static final String SESSIONS = "/api/v1/sessions";
  private static final String NEXT = "another password 2";
  private static final String UNUSED =
      "select * from refresh_tokens where used_at is null for update";
  private static final String ACCOUNT = "select * from users where name = 'ada' for update";
  private static final String DELETED = "delete from users where name = 'ada'";

  private final Storage storage;
  private final ExecutorService clients = Executors.newFixedThreadPool(2);
  private TestServer server;
  private Answer pair;

  SameMomentTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home);
    server.register("ada").is(201);
    pair = server.signIn("ada", PASSWORD).is(201);
  }

  @AfterEach
  void stop() {
    clients.shutdown();
    server.close();
  }

  @Test
  void signingOutEverywhereEndsWhatIsExchangedMeanwhile() throws Exception {
    String token = server.signIn("ada", PASSWORD).is(201).text("accessToken");
    meanwhile(() -> server.send("DELETE", SESSIONS, token, null)).is(204);
  }

  @Test
  void signingOutHereEndsWhatIsExchangedMeanwhile() throws Exception {
    String token = pair.text("accessToken");
    meanwhile(() -> server.send("DELETE", SESSIONS + "/current", token, null)).is(204);
  }

  @Test
  void aNewPasswordEndsWhatIsExchangedMeanwhile() throws Exception {
    String token = server.signIn("ada", PASSWORD).is(201).text("accessToken");
    meanwhile(() -> server.changePassword(token, PASSWORD, NEXT)).is(204);
  }

  @Test
  void aTokenThatComesAgainEndsWhatIsExchangedMeanwhile() throws Exception {
    String used = pair.text("refreshToken");
    pair = server.exchange(used).is(201);
    meanwhile(() -> server.exchange(used)).problem(401, "unauthenticated").says("used before");
  }

  /** Ends the session while its token is being exchanged: the exchange has begun before. */
  private Answer meanwhile(Callable<Answer> end) throws Exception {
    try (HeldRows tokens = new HeldRows(server, storage, UNUSED)) {
      Future<Answer> exchange = clients.submit(() -> server.exchange(pair.text("refreshToken")));
      tokens.awaitWaiting(1);
      Future<Answer> ended = clients.submit(end);
      tokens.awaitWaiting(2);
      tokens.letGo();
      Answer next = exchange.get().is(201);
      Answer answer = ended.get();
      server.get(ME, next.text("accessToken")).problem(401, "unauthenticated");
      server.exchange(next.text("refreshToken")).problem(401, "unauthenticated");
      return answer;
    }
  }

  /** It is no second use, for which the audit would accuse a thief. */
  @Test
  void anExchangeIsRefusedWhereAllSessionsWereEndedMeanwhile() throws Exception {
    try (HeldRows account = new HeldRows(server, storage, ACCOUNT)) {
      account.change("delete from refresh_tokens");
      Future<Answer> exchange = clients.submit(() -> server.exchange(pair.text("refreshToken")));
      account.awaitWaiting(1);
      account.letGo();
      exchange.get().problem(401, "unauthenticated");
    }
    assertThat(server.get("/api/v1/audit", server.admin()).all("action"))
        .doesNotContain("session.reused");
  }

  @Test
  void anExchangeIsRefusedWhereTheAccountWasDeletedMeanwhile() throws Exception {
    try (HeldRows account = new HeldRows(server, storage, DELETED)) {
      Future<Answer> exchange = clients.submit(() -> server.exchange(pair.text("refreshToken")));
      account.awaitWaiting(1);
      account.letGo();
      exchange.get().problem(401, "unauthenticated").says("the account is gone");
    }
  }

  @Test
  void aSignInIsRefusedWhereTheAccountWasDeletedMeanwhile() throws Exception {
    signInDuring(DELETED).problem(401, "unauthenticated").says("name or password is wrong");
  }

  @Test
  void thePasswordUntilNowOpensNoSessionOnceThereIsAnother() throws Exception {
    signInDuring(
            "update users set password_hash = ?, version = version + 1 where name = 'ada'",
            Passwords.hash(NEXT))
        .problem(401, "unauthenticated")
        .says("name or password is wrong");
    server.signIn("ada", NEXT).is(201);
  }

  @Test
  void thePasswordUntilNowDeletesNoAccountThatHasAnother() throws Exception {
    String token = pair.text("accessToken");
    String body = TestServer.json("name", "ada", "password", PASSWORD);
    try (HeldRows account = new HeldRows(server, storage, ACCOUNT)) {
      Future<Answer> deletion = clients.submit(() -> server.send("DELETE", ME, token, body));
      account.awaitWaiting(1);
      account.change(
          "update users set password_hash = ?, version = version + 1 where name = 'ada'",
          Passwords.hash(NEXT));
      account.letGo();
      deletion.get().problem(409, "conflict").says("changed at the same moment");
    }
    server.signIn("ada", NEXT).is(201);
  }

  @Test
  void aSignInDoesNotMindOtherChangesOfTheAccount() throws Exception {
    signInDuring("update users set version = version + 1 where name = 'ada'").is(201);
  }

  /** The change is made once the password has been looked at. */
  private Answer signInDuring(String change, Object... values) throws Exception {
    try (HeldRows account = new HeldRows(server, storage, ACCOUNT)) {
      Future<Answer> signIn = clients.submit(() -> server.signIn("ada", PASSWORD));
      account.awaitWaiting(1);
      account.change(change, values);
      account.letGo();
      return signIn.get();
    }
  }
}
