package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/** An account with an authenticator. */
@OnEveryStorage
class SecondFactorTest {

  private static final String ME = "/api/v1/users/me";
  private static final String TOTP = ME + "/totp";
  private static final String NEXT = "another password 2";
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final Duration STEP = Duration.ofSeconds(30);

  private final Storage storage;
  private TestServer server;
  private String token;
  private byte[] secret;

  SecondFactorTest(Storage storage) {
    this.storage = storage;
  }

  @BeforeEach
  void start(@TempDir Path home) {
    server = TestServer.start(storage, home, "PACELINE_FAILURES_UNTIL_LOCKED", "4");
    token = server.user("ada");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itIsAskedForOnceItIsConfirmed() {
    Answer begun = begin().is(201);
    assertThat(begun.text("uri"))
        .isEqualTo(
            "otpauth://totp/Paceline:ada?secret=%s&issuer=Paceline&algorithm=SHA1&digits=6&period=30"
                .formatted(begun.text("secret")));
    server.signIn("ada", PASSWORD).is(201);
    Answer before = server.get(ME, token).is(200);
    assertThat(before.json().path("totp").asBoolean()).isFalse();
    confirm(wrong()).problem(403, "forbidden").says("the code is wrong");
    assertThat(confirm(code(0)).is(200).json().path("recoveryCodes")).hasSize(10);
    Answer after = server.get(ME, token).is(200);
    assertThat(after.json().path("totp").asBoolean()).isTrue();
    assertThat(after.version()).isNotEqualTo(before.version());
    server.signIn("ada", PASSWORD).problem(401, "totp-needed").says("send it as totp");
    server.signIn("ada", "not the password").problem(401, "unauthenticated");
    signIn(code(0)).problem(401, "totp-needed").says("was used before");
    server.clock().advance(STEP);
    signIn(code(0)).is(201);
    confirm(code(0)).problem(409, "conflict");
    begin().problem(409, "conflict").says("remove it first");
  }

  @Test
  void aCodeSignsInOnceAndAStepAround() {
    enrolled();
    signIn(code(-1)).problem(401, "totp-needed");
    signIn(code(1)).is(201);
    signIn(code(1)).problem(401, "totp-needed");
    signIn(code(0)).problem(401, "totp-needed");
    server.clock().advance(STEP.multipliedBy(3));
    signIn(code(-1)).is(201);
    signIn(code(2)).problem(401, "totp-needed");
    signIn(code(0)).is(201);
  }

  @Test
  void ofTwoThatSendACodeAtOnceOneSignsIn() throws Exception {
    enrolled();
    String code = code(0);
    List<TestServer> instances = server.instances();
    TestServer last = instances.get(instances.size() - 1);
    List<Answer> got =
        AtOnce.all(
            List.of(
                () -> signIn(server, code), () -> signIn(last, code), () -> signIn(server, code)));
    assertThat(got).extracting(Answer::status).containsExactlyInAnyOrder(201, 401, 401);
  }

  @Test
  void wrongCodesLock() {
    enrolled();
    for (int i = 0; i < 4; i++) {
      signIn(wrong()).problem(401, "totp-needed");
      server.signIn("ada", PASSWORD).is(i < 3 ? 401 : 429);
    }
    signIn(code(0)).problem(429, "too-many-requests");
    server.clock().advance(Duration.ofSeconds(901));
    signIn(code(0)).is(201);
  }

  @Test
  void aRecoveryCodeSignsInOnce() {
    List<String> codes = enrolled();
    String paper = codes.get(3).toLowerCase(java.util.Locale.ROOT);
    signIn(paper.substring(0, 4) + "-" + paper.substring(4, 8) + " " + paper.substring(8)).is(201);
    signIn(codes.get(3)).problem(401, "totp-needed");
    signIn(codes.get(4)).is(201);
    String admin = server.admin();
    assertThat(server.get("/api/v1/audit", admin).body())
        .contains("session.opened-by-recovery-code", "user.totp-confirmed")
        .doesNotContain(codes.get(3), codes.get(5));
  }

  @Test
  void itIsRemovedByPasswordAndCode() {
    enrolled();
    remove("not the password", code(0)).problem(403, "forbidden");
    remove(PASSWORD, null).problem(401, "totp-needed");
    remove(PASSWORD, wrong()).problem(403, "forbidden").says("the code is wrong");
    remove(PASSWORD, code(0)).is(204);
    server.signIn("ada", PASSWORD).is(201);
    remove(PASSWORD, code(0)).problem(404, "not-found");
  }

  @Test
  void itOutlivesANewPassword() {
    enrolled();
    server.changePassword(token, PASSWORD, NEXT).is(204);
    server.signIn("ada", NEXT).problem(401, "totp-needed");
    String body = json("name", "ada", "password", NEXT, "totp", code(0));
    server.post("/api/v1/sessions", null, body).is(201);
  }

  @Test
  void anotherMayBeBegunUntilOneIsConfirmed() {
    begin().is(201);
    byte[] first = secret;
    begin().is(201);
    assertThat(secret).isNotEqualTo(first);
    confirm(Totp.code(first, Totp.step(server.clock().instant()))).problem(403, "forbidden");
    confirm(code(0)).is(200);
  }

  @Test
  void theDatabaseHoldsNeitherSecretNorCodes() {
    List<String> codes = enrolled();
    try (Database database = server.database()) {
      String rows =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle.createQuery("select * from totp").mapToMap().list().toString()
                          + handle.createQuery("select * from recovery_codes").mapToMap().list());
      assertThat(rows).contains("confirmed=true").doesNotContain(codes);
      assertThat(rows).doesNotContain(Base32.of(secret));
      assertThat(rows).doesNotContain(java.util.Base64.getEncoder().encodeToString(secret));
    }
  }

  /** Recovery codes; the next step has begun since. */
  private List<String> enrolled() {
    begin().is(201);
    List<String> codes = new ArrayList<>();
    confirm(code(0)).is(200).json().path("recoveryCodes").forEach(code -> codes.add(code.asText()));
    server.clock().advance(STEP);
    return codes;
  }

  private Answer begin() {
    Answer begun = server.post(TOTP, token, json("password", PASSWORD));
    if (begun.status() == 201) {
      secret = decoded(begun.text("secret"));
    }
    return begun;
  }

  private Answer confirm(String code) {
    return server.send("PUT", TOTP, token, json("password", PASSWORD, "totp", code));
  }

  private Answer remove(String password, String code) {
    String body =
        code == null ? json("password", password) : json("password", password, "totp", code);
    return server.send("DELETE", TOTP, token, body);
  }

  private Answer signIn(String code) {
    return signIn(server, code);
  }

  private static Answer signIn(TestServer at, String code) {
    String body = json("name", "ada", "password", PASSWORD, "totp", code);
    return at.post("/api/v1/sessions", null, body);
  }

  private String code(int steps) {
    return Totp.code(secret, Totp.step(server.clock().instant()) + steps);
  }

  /** Of none of the steps about now. */
  private String wrong() {
    List<String> right = Arrays.asList(code(-1), code(0), code(1));
    return List.of("000000", "111111", "222222", "333333").stream()
        .filter(code -> !right.contains(code))
        .findFirst()
        .orElseThrow();
  }

  private static byte[] decoded(String base32) {
    BigInteger number = BigInteger.ONE;
    for (char digit : base32.toCharArray()) {
      number = number.shiftLeft(5).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
    }
    byte[] bytes = number.toByteArray();
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }
}
