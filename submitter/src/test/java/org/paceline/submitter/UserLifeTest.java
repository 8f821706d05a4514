package org.paceline.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.database.Database;
import org.paceline.submitter.testing.Answer;
import org.paceline.submitter.testing.AtOnce;
import org.paceline.submitter.testing.OnEveryStorage;
import org.paceline.submitter.testing.Person;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** An account from its beginning to its end. */
@OnEveryStorage
record UserLifeTest(Storage storage, @TempDir Path home) {

  private static final String NEXT = "another password 2";

  @Test
  void anybodyRegistersWhereItIsOpen() {
    try (TestServer server = TestServer.start(storage, home)) {
      Answer made = server.register("ada").is(201);
      assertThat(made.text("name")).isEqualTo("ada");
      assertThat(made.json().path("admin").asBoolean()).isFalse();
      assertThat(made.header("Location")).isEqualTo("/api/v1/users/me");
      String token = server.signIn("ada", PASSWORD).is(201).text("accessToken");
      assertThat(server.get(made.header("Location"), token).is(200).body()).isEqualTo(made.body());
      assertThat(made.body()).doesNotContain(PASSWORD, "argon2");
      server.register("ada").problem(409, "conflict").says("there is a user ada already");
    }
  }

  @Test
  void namesAndPasswordsHaveRules() {
    try (TestServer server = TestServer.start(storage, home)) {
      server.register("Ada").problem(400, "invalid-request").says("not 'Ada'");
      Answer shortOne =
          server.post("/api/v1/users", null, json("name", "ada", "password", "short-pass"));
      shortOne.problem(400, "invalid-request").says("12 to 256 characters, not 10");
      assertThat(shortOne.body()).doesNotContain("short-pass");
    }
  }

  @Test
  void anInvitationMakesOneAccount() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_REGISTRATION", "invited")) {
      String admin = server.admin();
      server.register("ada").problem(403, "forbidden").says("needs an invitation");
      String code = server.post("/api/v1/invitations", admin, null).is(201).text("code");
      invited(server, "ada", code).is(201);
      invited(server, "bob", code).problem(403, "forbidden");
      String old = server.post("/api/v1/invitations", admin, null).is(201).text("code");
      server.clock().advance(Duration.ofDays(8));
      invited(server, "bob", old).problem(403, "forbidden").says("has expired");
    }
  }

  @Test
  void anInvitationIsListedAndRevoked() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_REGISTRATION", "invited")) {
      String admin = server.admin();
      Answer made = server.post("/api/v1/invitations", admin, null).is(201);
      String path = made.header("Location");
      assertThat(server.get(path, admin).is(200).text("expiresAt"))
          .isEqualTo(made.text("expiresAt"));
      Answer all = server.get("/api/v1/invitations", admin).is(200);
      assertThat(all.all("id")).containsExactly(made.text("id"));
      assertThat(all.all("madeByName")).containsExactly("admin");
      assertThat(all.body()).doesNotContain(made.text("code"));
      server.send("DELETE", path, admin, null).is(204);
      server.send("DELETE", path, admin, null).is(404).says("there is no invitation");
      invited(server, "ada", made.text("code")).problem(403, "forbidden");
      Answer used = server.post("/api/v1/invitations", admin, null).is(201);
      invited(server, "ada", used.text("code")).is(201);
      server.get(used.header("Location"), admin).is(404).says("it has expired or was used");
      assertThat(server.get("/api/v1/invitations", admin).all("id")).isEmpty();
      assertThat(server.get("/api/v1/audit", admin).all("action"))
          .contains("user.invitation-revoked");
    }
  }

  private static Answer invited(TestServer server, String name, String code) {
    String body = json("name", name, "password", PASSWORD, "invitation", code);
    return server.post("/api/v1/users", null, body);
  }

  @Test
  void aNameThatIsTakenCostsNoInvitation() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_REGISTRATION", "invited")) {
      String code = server.post("/api/v1/invitations", server.admin(), null).text("code");
      invited(server, "admin", code).problem(409, "conflict");
      invited(server, "ada", code).is(201);
    }
  }

  @Test
  void nobodyRegistersWhereItIsClosed() {
    try (TestServer server = TestServer.start(storage, home, "PACELINE_REGISTRATION", "closed")) {
      server.register("ada").problem(403, "forbidden").says("registration is closed");
    }
  }

  @Test
  void theOneTimePasswordMustBeChangedFirst() {
    try (TestServer server = TestServer.start(storage, home)) {
      String oneTime = server.submitter().oneTimePassword().orElseThrow();
      Answer signedIn = server.signIn("admin", oneTime).is(201);
      assertThat(signedIn.json().path("mustChangePassword").asBoolean()).isTrue();
      String token = signedIn.text("accessToken");
      server.get("/api/v1/users/me", token).problem(403, "forbidden").says("must be changed first");
      server.get("/api/v1/audit", token).problem(403, "forbidden");
      server.changePassword(token, "not the password", NEXT).problem(403, "forbidden");
      server.changePassword(token, oneTime, NEXT).is(204);
      server.get("/api/v1/users/me", token).is(200);
      server.signIn("admin", oneTime).problem(401, "unauthenticated");
      server.signIn("admin", NEXT).is(201);
    }
  }

  @Test
  void onlyTheFirstStartMakesAnAdmin() {
    try (TestServer server = TestServer.start(storage, home);
        TestServer second = server.another()) {
      assertThat(server.submitter().oneTimePassword()).isPresent();
      assertThat(second.submitter().oneTimePassword()).isEmpty();
    }
  }

  @Test
  void signingInDoesNotSayWhichIsWrong() {
    try (TestServer server = TestServer.start(storage, home)) {
      server.register("ada").is(201);
      Answer wrong = server.signIn("ada", "not the password").problem(401, "unauthenticated");
      Answer unknown = server.signIn("eve", "not the password").problem(401, "unauthenticated");
      assertThat(wrong.body()).isEqualTo(unknown.body());
    }
  }

  @Test
  void signingOutEndsEverySession() {
    try (TestServer server = TestServer.start(storage, home)) {
      String first = server.user("ada");
      Answer second = server.signIn("ada", PASSWORD).is(201);
      String other = server.user("bob");
      server.send("DELETE", "/api/v1/sessions", first, null).is(204);
      server.get("/api/v1/users/me", first).problem(401, "unauthenticated");
      server.get("/api/v1/users/me", second.text("accessToken")).problem(401, "unauthenticated");
      server.exchange(second.text("refreshToken")).problem(401, "unauthenticated");
      server.get("/api/v1/users/me", other).is(200);
    }
  }

  @Test
  void anAccountIsDeletedByItsPassword() {
    try (TestServer server = TestServer.start(storage, home)) {
      String token = server.user("ada");
      delete(server, token, "ada", "not the password").problem(403, "forbidden");
      delete(server, token, "bob", PASSWORD)
          .problem(400, "invalid-request")
          .says("name must be that of the account that asks, ada");
      delete(server, token, "ada", PASSWORD).is(204);
      server.get("/api/v1/users/me", token).problem(401, "unauthenticated");
      server.signIn("ada", PASSWORD).problem(401, "unauthenticated");
      server.register("ada").is(201);
    }
  }

  @Test
  void aChangeMayBeOfOneVersionOfTheAccountOnly() {
    try (TestServer server = TestServer.start(storage, home)) {
      Person ada = server.person("ada");
      String first = ada.get("/users/me").version();
      Map<String, String> next = Map.of("current", PASSWORD, "password", NEXT);
      Map<String, String> back = Map.of("current", NEXT, "password", PASSWORD);
      ada.send("PUT", "/users/me/password", next, first).is(204);
      assertThat(ada.get("/users/me").version()).isNotEqualTo(first);
      ada.send("PUT", "/users/me/password", back, first)
          .problem(412, "stale")
          .says("the account was changed since: get it again");
      ada.send("PUT", "/users/me/password", next, first).problem(403, "forbidden");
      ada.send("PUT", "/users/me/password", back, "1").problem(400, "invalid-request");
      ada.put("/users/me/password", back).is(204);
      Map<String, String> farewell = Map.of("name", "ada", "password", PASSWORD);
      ada.send("DELETE", "/users/me", farewell, first).problem(412, "stale");
      ada.send("DELETE", "/users/me", farewell, ada.get("/users/me").version()).is(204);
    }
  }

  /** Only a name that is taken is a conflict. */
  @Test
  void whatTheDatabaseRefusesOtherwiseIsAFault() {
    try (TestServer server = TestServer.start(storage, home)) {
      execute(server, "alter table users add constraint odd check (name <> 'ada')");
      server.register("ada").problem(500, "internal-error");
      server.register("bob").is(201);
    }
  }

  @Test
  void theLastAdminStays() {
    try (TestServer server = TestServer.start(storage, home)) {
      delete(server, server.admin(), "admin", PASSWORD).problem(409, "conflict").says("last admin");
    }
  }

  @Test
  void ofTwoAdminsWhoDeleteTheirAccountsAtOnceOneStays() throws Exception {
    try (TestServer server = TestServer.start(storage, home)) {
      String admin = server.admin();
      server.register("ada").is(201);
      execute(server, "update users set admin = true where name = 'ada'");
      String ada = server.signIn("ada", PASSWORD).is(201).text("accessToken");
      List<Integer> answers =
          AtOnce.all(
              List.of(
                  () -> delete(server, admin, "admin", PASSWORD).status(),
                  () -> delete(server, ada, "ada", PASSWORD).status()));
      assertThat(answers).containsExactlyInAnyOrder(204, 409);
    }
  }

  private static void execute(TestServer server, String statement) {
    try (Database database = server.database()) {
      database.jdbi().useHandle(handle -> handle.execute(statement));
    }
  }

  private static Answer delete(TestServer server, String token, String name, String password) {
    String body = json("name", name, "password", password);
    return server.send("DELETE", "/api/v1/users/me", token, body);
  }
}
