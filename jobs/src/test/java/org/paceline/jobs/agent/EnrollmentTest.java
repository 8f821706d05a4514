package org.paceline.jobs.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paceline.job.ExitCode;

class EnrollmentTest {

  @TempDir private Path home;
  private Path folder;
  private TestService service;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    service = new TestService();
    folder = home.resolve("config/paceline");
    agent = new TestAgent(folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private void run(String... args) {
    agent.run(new ScriptedTimer(), args);
  }

  @Test
  void theAgentsTokenIsKeptForItsUserOnly() throws IOException {
    run("--server", service.address() + "/", "--token", TestService.ENROLLMENT);
    Path file = folder.resolve("agent.json");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(file).content().contains(service.agentToken(), service.address() + "\"");
    assertThat(file).content().doesNotContain(TestService.ENROLLMENT);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    assertThat(agent.told().toString()).doesNotContain(service.agentToken());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void fromThenOnItNeedsNoToken() {
    run("--server", service.address(), "--token", TestService.ENROLLMENT);
    run();
    run("--server", service.address(), "--token", TestService.ENROLLMENT);
    assertThat(service.requests()).filteredOn(asked -> asked.startsWith("POST")).hasSize(1);
    assertThatThrownBy(() -> run("--server", service.address(), "--token", "another-0123456789"))
        .isInstanceOf(AgentException.class)
        .hasMessage(service.address() + " does not register the machine: it was used");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--server", "https://elsewhere.example"))
        .withMessage(
            "this machine is registered at %s; for https://elsewhere.example a token of that"
                    .formatted(service.address())
                + " service is needed");
  }

  @Test
  void theTokenMayComeFromAFileOrTheInput() throws IOException {
    Path file = Files.writeString(home.resolve("token"), TestService.ENROLLMENT + "\n");
    run("--server", service.address(), "--token-file", file.toString());
    assertThat(service.requests()).startsWith("POST /api/v1/agents");
    agent.runWithInput(TestService.ENROLLMENT + "\nrest", "--token-file", "-");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--server", service.address(), "--token-file", "/none"))
        .withMessage("--token-file cannot be read: /none (NoSuchFileException)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> agent.runWithInput("", "--token-file", "-"))
        .withMessageStartingWith("--token-file must hold a token as the service makes it");
  }

  @Test
  void aTokenThatIsNoneIsNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--server", service.address(), "--token", "hunter2 hunter2 hunter2"))
        .withMessageNotContaining("hunter2")
        .withMessageStartingWith("--token must hold a token");
  }

  @Test
  void withoutATokenThereMustBeARegistration() {
    assertThatIllegalArgumentException()
        .isThrownBy(this::run)
        .withMessageStartingWith(
            "this machine is not registered (there is no %s/agent.json)".formatted(folder));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--token", TestService.ENROLLMENT))
        .withMessage("--server is needed with a token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "paceline.example.org", "ftp://a", "http://", "https://a?b", "http://a b"})
  void anAddressThatIsNoneIsRefused(String server) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--server", server, "--token", TestService.ENROLLMENT))
        .withMessage(
            "--server must be like https://paceline.example.org or http://127.0.0.1:8080, not '%s'",
            server);
  }

  @Test
  void aPasswordInAnAddressIsNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--server", "https://a:b@c", "--token", TestService.ENROLLMENT))
        .withMessageEndingWith("not 'https://…@c'");
  }

  @Test
  void aNameThatIsNoneIsRefusedBeforeTheTokenIsUsed() {
    String[] args = {
      "--server", service.address(), "--token", TestService.ENROLLMENT, "--name", "a b"
    };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(args))
        .withMessage("--name must be 1 to 64 of letters, digits, '.', '_' and '-', not 'a b'");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void whatIsNoServiceRegistersNothing() {
    service.fail(404, null);
    assertThatThrownBy(() -> run("--server", service.address(), "--token", TestService.ENROLLMENT))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.CLUSTER_FAILED))
        .hasMessage(
            "the machine was not registered at %s: it answers with HTTP status 404"
                .formatted(service.address()));
    assertThat(folder.resolve("agent.json")).doesNotExist();
  }

  @Test
  void whereTheFolderCannotBeWrittenTheTokenIsNotUsed() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "in the way");
    assertThatThrownBy(() -> run("--server", service.address(), "--token", TestService.ENROLLMENT))
        .isInstanceOfSatisfying(
            AgentException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.OUTPUT_FAILED))
        .hasMessageStartingWith(folder + " cannot be written: ");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void aDamagedRegistrationIsToldWithoutRepeatingIt() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("agent.json"), "{\"token\":\"hunter2\"}");
    assertThatThrownBy(this::run)
        .isInstanceOf(AgentException.class)
        .hasMessage(
            folder.resolve("agent.json")
                + " is not as an agent writes it; register anew with --token");
  }

  @Test
  void certificatesMustBeThere() throws IOException {
    Path none = Files.writeString(home.resolve("ca.pem"), "no certificate");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--cacert", none.toString()))
        .withMessageStartingWith("--cacert ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("--cacert", "/none"))
        .withMessage("--cacert must be a file of certificates in PEM: /none (NoSuchFileException)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8080", "http://[::1]:8080", "https://203.0.113.1"})
  void loopbackAndTlsAreNotExposed(String address) {
    assertThat(ServiceAddress.parse(address).exposed()).isFalse();
    assertThat(ServiceAddress.parse("http://203.0.113.1").exposed()).isTrue();
  }
}
