package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.submitter.testing.Child;
import org.paceline.submitter.testing.ClosedPort;
import org.paceline.submitter.testing.Storage;
import org.paceline.submitter.testing.TestServer;

/** Signing in, and sessions that renew themselves. */
class SessionTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(Storage.H2, home.resolve("server"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path credentials(Shell shell) {
    return shell.folder().resolve("credentials.json");
  }

  private JsonNode kept(Shell shell) throws IOException {
    return JSON.readTree(credentials(shell).toFile())
        .path("logins")
        .path(server.uri("").toString());
  }

  private Shell ada() {
    return Shell.of(server, home.resolve("config/paceline"), "ada");
  }

  private Shell.Said login(Shell shell, String name, String input, String... more) {
    List<String> words = new ArrayList<>(List.of("login", "--name", name));
    words.addAll(List.of("--server", server.uri("").toString(), "--password-file", "-"));
    words.addAll(List.of(more));
    return shell.piped(input, words.toArray(String[]::new));
  }

  @Test
  void tokensAreInAFileThatOnlyTheUserCanRead() throws IOException {
    Shell ada = ada();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ada.folder())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials(ada))))
        .isEqualTo("rw-------");
    assertThat(ada.run("whoami").ends(0).rows().get(1).subList(0, 3))
        .containsExactly("ada", "no", server.uri("").toString());
    assertThat(ada.run("whoami", "--json").ends(0).json())
        .isEqualTo(server.get("/api/v1/users/me", kept(ada).path("accessToken").asText()).json());
  }

  @Test
  void aFileThatOthersCanReadIsNotUsed() throws IOException {
    Shell ada = ada();
    Files.setPosixFilePermissions(credentials(ada), PosixFilePermissions.fromString("rw-r-----"));
    Shell.Said said = ada.run("whoami").ends(3);
    assertThat(said.err())
        .isEqualTo(
            "paceline whoami: others can read %1$s, so it is not used: chmod 600 %1$s%n"
                .formatted(credentials(ada)));
  }

  @Test
  void aWrongPasswordKeepsNothing() {
    Shell shell = new Shell(home.resolve("config"), server.clock());
    server.register("ada").is(201);
    assertThat(login(shell, "ada", "not the right one\n").ends(3).err())
        .isEqualTo("paceline login: name or password is wrong%n".formatted());
    assertThat(shell.folder()).doesNotExist();
    assertThat(shell.run("whoami").ends(3).err()).contains("not signed in: paceline login");
  }

  @Test
  void aPasswordForOneTimeIsChangedOnTheSpot() {
    Shell shell = new Shell(home.resolve("config"), server.clock());
    String once = server.submitter().oneTimePassword().orElseThrow();
    Shell.Said refused = login(shell, "admin", once + "\n").ends(2);
    assertThat(refused.err())
        .contains("name a file, or - for standard input, by --new-password-file");
    String lines = once + "\n" + TestServer.PASSWORD + "\n";
    login(shell, "admin", lines, "--new-password-file", "-").ends(0);
    String code = shell.run("invite").ends(0).out().strip();
    assertThat(code).hasSizeGreaterThan(15);
    login(shell, "admin", TestServer.PASSWORD + "\n").ends(0);
  }

  @Test
  void theSessionIsRenewedByItself() throws IOException {
    Shell ada = ada();
    String before = kept(ada).path("refreshToken").asText();
    server.clock().advance(Duration.ofMinutes(11));
    ada.run("whoami").ends(0);
    assertThat(kept(ada).path("refreshToken").asText()).isNotEqualTo(before);
  }

  /** A refresh token that comes twice would end the session. */
  @Test
  void ofSeveralProcessesOneRenewsTheSession() throws Exception {
    Shell ada = ada();
    ObjectNode all = (ObjectNode) JSON.readTree(credentials(ada).toFile());
    ((ObjectNode) all.path("logins").path(server.uri("").toString()))
        .put("accessEnds", Instant.EPOCH.toString());
    Files.writeString(credentials(ada), all.toString());
    List<Child> processes =
        Stream.of("1.log", "2.log", "3.log")
            .map(log -> ada.start(home.resolve(log), "whoami"))
            .toList();
    for (Child process : processes) {
      assertThat(process.exitCode()).as(process.written()).isZero();
    }
    ada.run("whoami").ends(0);
  }

  @Test
  void aRenewalWhoseAnswerWasLostSaysToSignInAgain() throws IOException {
    try (Gate gate = new Gate(server.submitter().port())) {
      Shell ada = Shell.of(server, home.resolve("config"), "ada", gate.address());
      server.clock().advance(Duration.ofMinutes(11));
      gate.swallowAnswersTo("POST /api/v1/tokens");
      ada.run("whoami").ends(4);
      gate.open();
      assertThat(ada.run("whoami").ends(3).err())
          .isEqualTo(
              "paceline whoami: the session has ended: sign in again"
                  .concat(" (the refresh token is none, or has expired)%n".formatted()));
    }
  }

  @Test
  void whoSignsOutEverywhereEndsOtherSessions() {
    Shell ada = ada();
    Shell elsewhere = new Shell(home.resolve("elsewhere"), server.clock());
    login(elsewhere, "ada", TestServer.PASSWORD + "\n").ends(0);
    ada.run("logout", "--everywhere").ends(0);
    assertThat(elsewhere.run("whoami").ends(3).err())
        .contains("the session has ended: sign in again");
  }

  @Test
  void whoSignsOutEndsThisSessionOnly() throws IOException {
    Shell ada = ada();
    Shell elsewhere = new Shell(home.resolve("elsewhere"), server.clock());
    login(elsewhere, "ada", TestServer.PASSWORD + "\n").ends(0);
    String token = kept(ada).path("accessToken").asText();
    ada.run("logout").ends(0);
    assertThat(Files.readString(credentials(ada))).doesNotContain(token);
    server.get("/api/v1/users/me", token).is(401);
    elsewhere.run("whoami").ends(0);
  }

  @Test
  void thePasswordIsChanged() {
    Shell ada = ada();
    String lines = TestServer.PASSWORD + "\nanother password 2\n";
    ada.piped(lines, "password", "--password-file", "-", "--new-password-file", "-").ends(0);
    server.signIn("ada", "another password 2").is(201);
    assertThat(
            ada.piped(lines, "password", "--password-file", "-", "--new-password-file", "-")
                .ends(1)
                .err())
        .isEqualTo("paceline password: the password is wrong%n".formatted());
  }

  @Test
  void aServerThatIsNotThereIsAnotherFailure() throws IOException {
    Shell ada = ada();
    int port = server.submitter().port();
    server.close();
    try (ClosedPort nobody = new ClosedPort(port)) {
      assertThat(nobody.number()).isEqualTo(port);
      assertThat(ada.run("whoami").ends(4).err())
          .isEqualTo(
              "paceline whoami: %s cannot be reached: nothing listens there%n"
                  .formatted(server.uri("")));
    }
  }

  @Test
  void passwordsGoInTheClearOnlyToThisComputerWithoutAWarning() {
    assertThat(ServerAddress.open(ServerAddress.of("http://192.0.2.1:8080/"))).isTrue();
    assertThat(ServerAddress.open(ServerAddress.of("http://127.0.0.1:8080"))).isFalse();
    assertThat(ServerAddress.open(ServerAddress.of("https://192.0.2.1"))).isFalse();
    Shell shell = new Shell(home.resolve("config"), server.clock());
    assertThat(
            shell.run("login", "--server", "ftp://ada:secret@host", "--name", "ada").ends(2).err())
        .contains("--server must be like https://HOST:PORT");
  }
}
