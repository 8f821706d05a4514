package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paceline.submitter.testing.TestServer.PASSWORD;
import static org.paceline.submitter.testing.TestServer.json;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Signing in where a code of an authenticator is needed, and questions at a terminal. */
class SecondFactorTest {

  private static final String TOTP = "/api/v1/users/me/totp";
  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int DIGIT_BITS = 5;

  @TempDir Path home;
  private TestServer server;
  private Shell shell;
  private final List<String> codes = new ArrayList<>();

  @BeforeEach
  void enrol() throws Exception {
    server = TestServer.start(Storage.H2, home.resolve("server"));
    shell = new Shell(home.resolve("config"), server.clock());
    String token = server.user("ada");
    String secret = server.post(TOTP, token, json("password", PASSWORD)).is(201).text("secret");
    String body = json("password", PASSWORD, "totp", code(secret));
    server
        .send("PUT", TOTP, token, body)
        .is(200)
        .json()
        .path("recoveryCodes")
        .forEach(code -> codes.add(code.asText()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** RFC 6238. */
  private String code(String secret) throws Exception {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    BigInteger bits = BigInteger.ZERO;
    for (char digit : secret.toCharArray()) {
      bits = bits.shiftLeft(DIGIT_BITS).or(BigInteger.valueOf(DIGITS.indexOf(digit)));
    }
    int length = secret.length() * DIGIT_BITS / 8;
    bits = bits.shiftRight(secret.length() * DIGIT_BITS - length * 8);
    for (int i = length - 1; i >= 0; i--) {
      key.write(bits.shiftRight(8 * i).byteValue());
    }
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key.toByteArray(), "HmacSHA1"));
    long step = server.clock().instant().getEpochSecond() / 30;
    byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % 1_000_000);
  }

  @Test
  void theCodeIsAskedForWhereItIsNeeded() {
    List<String> questions = new ArrayList<>();
    shell
        .asked(
            question -> {
              questions.add(question);
              return question.equals("Code: ") ? codes.get(0) : PASSWORD;
            },
            "login",
            "--name",
            "ada",
            "--server",
            server.uri("").toString())
        .ends(0);
    assertThat(questions).containsExactly("Password: ", "Code: ");
    assertThat(shell.run("whoami").ends(0).out()).contains("ada");
  }

  @Test
  void theCodeIsALineOfStandardInput() {
    String[] login = {
      "login", "--name", "ada", "--server", server.uri("").toString(), "--password-file", "-"
    };
    assertThat(shell.piped(PASSWORD, login).ends(2).err())
        .contains("name a file, or - for standard input, by --totp-file");
    String[] both = Arrays.copyOf(login, login.length + 2);
    both[login.length] = "--totp-file";
    both[login.length + 1] = "-";
    shell.piped(PASSWORD + "\n" + codes.get(1), both).ends(0);
    assertThat(shell.piped(PASSWORD + "\n" + codes.get(1), both).ends(3).err())
        .startsWith("paceline login: ");
  }

  @Test
  void whoIsAskedMaySayNo() {
    String[] login = {"login", "--name", "ada", "--server", server.uri("").toString()};
    shell.asked(question -> question.equals("Code: ") ? codes.get(2) : PASSWORD, login).ends(0);
    shell.run("project", "create", "Mountains").ends(0);
    assertThat(shell.asked(question -> "n", "project", "delete", "Mountains").ends(1).err())
        .isEqualTo("paceline project: nothing was done%n".formatted());
    shell.run("project", "show", "Mountains").ends(0);
    shell.asked(question -> "y", "project", "delete", "Mountains").ends(0);
    shell.run("project", "show", "Mountains").ends(1);
  }
}
