package org.paceline.submitter.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Decoders;
import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
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
import org.paceline.submitter.user.KeyTable.SigningKey;

/** Access and refresh tokens, and what others make of them. */
@OnEveryStorage
class TokensTest {

  private static final String ME = "/api/v1/users/me";

  private final Storage storage;
  private TestServer server;
  private Answer pair;

  TokensTest(Storage storage) {
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
    server.close();
  }

  @Test
  void aRefreshTokenIsExchangedForAnother() {
    Answer next = server.exchange(pair.text("refreshToken")).is(201);
    assertThat(next.text("refreshToken")).isNotEqualTo(pair.text("refreshToken"));
    server.get(ME, next.text("accessToken")).is(200);
    server.exchange(next.text("refreshToken")).is(201);
  }

  @Test
  void oneThatComesAgainEndsAllThatFollowed() {
    Answer elsewhere = server.signIn("ada", PASSWORD).is(201);
    Answer next = server.exchange(pair.text("refreshToken")).is(201);
    server
        .exchange(pair.text("refreshToken"))
        .problem(401, "unauthenticated")
        .says("was used before");
    server.exchange(next.text("refreshToken")).problem(401, "unauthenticated");
    server.get(ME, next.text("accessToken")).problem(401, "unauthenticated").says("was ended");
    server.get(ME, pair.text("accessToken")).problem(401, "unauthenticated");
    server.get(ME, elsewhere.text("accessToken")).is(200);
  }

  /** The one that wins is not told from a thief: it ends as well, and both sign in again. */
  @Test
  void ofTwoExchangesAtOneMomentOneWinsAndEndsWithTheOther() throws Exception {
    for (int round = 0; round < 5; round++) {
      String refresh = server.signIn("ada", PASSWORD).is(201).text("refreshToken");
      List<Answer> answers = AtOnce.times(4, () -> server.exchange(refresh));
      assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
      assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 401);
      for (Answer answer : answers) {
        if (answer.status() == 201) {
          server.get(ME, answer.text("accessToken")).problem(401, "unauthenticated");
          server.exchange(answer.text("refreshToken")).problem(401, "unauthenticated");
        }
      }
    }
  }

  @Test
  void tokensEndByTheClock() {
    server.clock().advance(Duration.ofMinutes(10).plusSeconds(1));
    server.get(ME, pair.text("accessToken")).problem(401, "unauthenticated").says("has expired");
    server.exchange(pair.text("refreshToken")).is(201);
    Answer late = server.signIn("ada", PASSWORD).is(201);
    server.clock().advance(Duration.ofDays(30).plusSeconds(1));
    server
        .exchange(late.text("refreshToken"))
        .problem(401, "unauthenticated")
        .says("is none, or has expired");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String token = pair.text("accessToken");
    String[] parts = token.split("\\.", -1);
    String none = encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".";
    String claims = decoded(parts[1]).replaceFirst("\"sub\":\"[0-9a-f]{8}", "\"sub\":\"00000000");
    List<String> wrong =
        List.of(
            "x",
            "...",
            token.substring(0, token.length() - 5),
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + encoded(claims) + "." + parts[2],
            none,
            token + "." + token,
            pair.text("refreshToken"));
    for (String each : wrong) {
      server.get(ME, each).problem(401, "unauthenticated").says("is none, or has expired");
    }
    server.get(ME, null).problem(401, "unauthenticated").says("sign in first");
    server.exchange(token).problem(401, "unauthenticated");
  }

  @Test
  void onlyOurKeysAndOurIssuerCount() {
    SigningKey key = keys().get(0);
    SecretKey ours = Keys.hmacShaKeyFor(Decoders.BASE64.decode(key.secret()));
    SecretKey another = Jwts.SIG.HS256.key().build();
    server.get(ME, like(key.kid(), "paceline").signWith(ours).compact()).is(200);
    List<String> wrong =
        List.of(
            like(key.kid(), "paceline").signWith(another).compact(),
            like("another", "paceline").signWith(ours).compact(),
            like(null, "paceline").signWith(ours).compact(),
            like(key.kid(), "somebody").signWith(ours).compact(),
            like(key.kid(), "paceline").claim("family", 7).signWith(ours).compact(),
            like(key.kid(), "paceline").subject("ada").signWith(ours).compact(),
            like(key.kid(), "paceline").subject(null).signWith(ours).compact(),
            like(key.kid(), "paceline").compact());
    for (String each : wrong) {
      server.get(ME, each).problem(401, "unauthenticated").says("is none, or has expired");
    }
  }

  /** A token with the claims of the user's own. */
  private JwtBuilder like(String kid, String issuer) {
    JsonNode claims = claims();
    return Jwts.builder()
        .header()
        .keyId(kid)
        .and()
        .issuer(issuer)
        .subject(claims.path("sub").asText())
        .claim("family", claims.path("family").asText())
        .expiration(Date.from(server.clock().instant().plusSeconds(60)));
  }

  @Test
  void keysChangeByTheDayAndOldTokensHoldWhileTheyLive() {
    server.clock().advance(Duration.ofDays(1).minusSeconds(60));
    String before = server.signIn("ada", PASSWORD).is(201).text("accessToken");
    assertThat(keys()).hasSize(1);
    server.clock().advance(Duration.ofSeconds(120));
    String after = server.signIn("ada", PASSWORD).is(201).text("accessToken");
    assertThat(keys()).hasSize(2);
    assertThat(kid(after)).isNotEqualTo(kid(before));
    server.get(ME, before).is(200);
    server.get(ME, after).is(200);
  }

  /** Whatever time a forged token tells: what the key signed has expired. */
  @Test
  void aKeyThatIsRetiredHoldsNoLonger() {
    SigningKey key = keys().get(0);
    SecretKey ours = Keys.hmacShaKeyFor(Decoders.BASE64.decode(key.secret()));
    String forged =
        like(key.kid(), "paceline")
            .expiration(Date.from(server.clock().instant().plus(Duration.ofDays(9))))
            .signWith(ours)
            .compact();
    server.clock().advance(Duration.ofDays(1).plusSeconds(599));
    server.get(ME, forged).is(200);
    server.clock().advance(Duration.ofSeconds(2));
    server.get(ME, forged).problem(401, "unauthenticated");
  }

  @Test
  void aKeyThatIsDeletedHoldsNoLongerThanItIsRemembered() {
    server.get(ME, pair.text("accessToken")).is(200);
    try (Database database = server.database()) {
      database.jdbi().useHandle(handle -> handle.execute("delete from signing_keys"));
    }
    server.clock().advance(SigningKeys.REMEMBERED);
    server.get(ME, pair.text("accessToken")).problem(401, "unauthenticated");
  }

  /** What is in a header reaches neither files nor SQL. */
  @Test
  void namesOfKeysAndAlgorithmsAreNotForClientsToChoose() {
    SigningKey key = keys().get(0);
    SecretKey ours = Keys.hmacShaKeyFor(Decoders.BASE64.decode(key.secret()));
    List<String> wrong = new ArrayList<>();
    for (String kid :
        List.of(
            "../../../../dev/null",
            "' or '1'='1",
            key.kid() + "' --",
            key.kid() + "\u0000",
            key.kid().toUpperCase(java.util.Locale.ROOT),
            "")) {
      wrong.add(like(kid, "paceline").signWith(ours).compact());
    }
    for (String algorithm : List.of("RS256", "ES256", "HS384", "HS512", "none", "None", "HS256 ")) {
      String header = "{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, key.kid());
      String[] parts = pair.text("accessToken").split("\\.", -1);
      wrong.add(encoded(header) + "." + parts[1] + "." + signed(ours, header, parts[1]));
      wrong.add(encoded(header) + "." + parts[1] + ".");
    }
    for (String each : wrong) {
      server.get(ME, each).problem(401, "unauthenticated").says("is none, or has expired");
    }
  }

  private static String signed(SecretKey key, String header, String claims) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] text = (encoded(header) + "." + claims).getBytes(StandardCharsets.US_ASCII);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSessionThatEndedEndsAtEveryInstanceAtOnce() {
    try (TestServer other = server.another()) {
      String token = pair.text("accessToken");
      other.get(ME, token).is(200);
      server.send("DELETE", "/api/v1/sessions", token, null).is(204);
      other.get(ME, token).problem(401, "unauthenticated").says("the session was ended");
    }
  }

  @Test
  void aNewPasswordEndsAllOtherSessions() {
    Answer elsewhere = server.signIn("ada", PASSWORD).is(201);
    server.changePassword(pair.text("accessToken"), PASSWORD, "another password 2").is(204);
    server.get(ME, elsewhere.text("accessToken")).problem(401, "unauthenticated");
    server.exchange(elsewhere.text("refreshToken")).problem(401, "unauthenticated");
    server.get(ME, pair.text("accessToken")).is(200);
    server.exchange(pair.text("refreshToken")).is(201);
  }

  @Test
  void everyInstanceKnowsEveryToken() {
    try (TestServer other = server.another()) {
      other.get(ME, pair.text("accessToken")).is(200);
      String theirs = other.exchange(pair.text("refreshToken")).is(201).text("accessToken");
      server.get(ME, theirs).is(200);
    }
  }

  @Test
  void theDatabaseHoldsNoRefreshToken() {
    try (Database database = server.database()) {
      List<String> kept =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("select token_hash from refresh_tokens")
                          .mapTo(String.class)
                          .list());
      assertThat(kept).hasSize(1).doesNotContain(pair.text("refreshToken"));
    }
  }

  private List<SigningKey> keys() {
    try (Database database = server.database()) {
      return database.jdbi().withExtension(KeyTable.class, KeyTable::keys);
    }
  }

  private JsonNode claims() {
    return parsed(decoded(pair.text("accessToken").split("\\.", -1)[1]));
  }

  private static String kid(String token) {
    return parsed(decoded(token.split("\\.", -1)[0])).path("kid").asText();
  }

  private static JsonNode parsed(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encoded(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
