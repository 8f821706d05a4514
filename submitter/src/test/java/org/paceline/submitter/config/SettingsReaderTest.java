package org.paceline.submitter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final String HIDDEN = "hunter2-hunter2";

  @TempDir Path folder;

  @Test
  void nothingNeedsToBeSaid() {
    Settings settings = read(Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.registration()).isEqualTo(Registration.INVITED);
    assertThat(settings.accessToken()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.tlsKeystore()).isEmpty();
    assertThat(Setting.HOME.byDefault()).endsWith("/.local/share/paceline");
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws IOException {
    Path file = file("port: 9000\nhost: 10.0.0.1\n");
    Settings settings = read(Map.of("PACELINE_PORT", "9001"), Optional.of(file));
    assertThat(settings.port()).isEqualTo(9001);
    assertThat(settings.host()).isEqualTo("10.0.0.1");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws IOException {
    Path file = file("port: many\nregistration: everybody\nprot: 1\nhost: [a, b]\n");
    Map<String, String> environment =
        Map.of("PACELINE_LOCK_SECONDS", "0", "PACELINE_HOTS", "x", "PACELINE_RUNS", "others");
    assertThatThrownBy(() -> read(environment, Optional.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .containsExactlyInAnyOrder(
                        file + ": host must be a single value",
                        "port must be a whole number from 0 to 65535, not 'many'",
                        "registration must be one of [open, invited, closed], not 'everybody'",
                        "PACELINE_LOCK_SECONDS must be a whole number from 1 to 86400, not '0'",
                        "prot is no setting",
                        "PACELINE_HOTS is no setting"));
  }

  @Test
  void whatIsWrongInTheFileIsToldAlsoWhereTheEnvironmentGoesBeforeIt() throws IOException {
    Path file = file("port: abc");
    Map<String, String> environment = Map.of("PACELINE_PORT", "9001");
    assertThatThrownBy(() -> read(environment, Optional.of(file)))
        .hasMessage("port must be a whole number from 0 to 65535, not 'abc'");
  }

  @Test
  void theHomeIsNotWhereverTheServiceIsStarted() {
    assertThatThrownBy(() -> read(Map.of("PACELINE_HOME", " ")))
        .hasMessage("PACELINE_HOME must not be empty, not ' '");
  }

  @Test
  void aFileMustHoldSettings() throws IOException {
    Path list = file("- port\n");
    assertThatThrownBy(() -> read(Map.of(), Optional.of(list)))
        .hasMessage(list + ": must hold lines of NAME: VALUE");
    Path none = file("port: \"80\n");
    assertThatThrownBy(() -> read(Map.of(), Optional.of(none))).hasMessageContaining("is no YAML");
    assertThat(read(Map.of(), Optional.of(file(""))).port()).isEqualTo(8080);
  }

  @Test
  void secretsComeByFileAndAreNotShown() throws IOException {
    Path password = Files.writeString(folder.resolve("password"), HIDDEN + "\nsecond line\n");
    Settings settings = read(Map.of("PACELINE_DATABASE_PASSWORD_FILE", password.toString()));
    assertThat(settings.databasePassword().reveal()).isEqualTo(HIDDEN);
    assertThat(settings.toString()).doesNotContain(HIDDEN).contains("(secret)");
  }

  @Test
  void aSecretInsteadOfItsFileIsNotRepeated() {
    assertThatThrownBy(() -> read(Map.of("PACELINE_DATABASE_PASSWORD_FILE", HIDDEN)))
        .hasMessage("PACELINE_DATABASE_PASSWORD_FILE must be a file that can be read");
    assertThatThrownBy(() -> read(Map.of("PACELINE_DATABASE_PASSWORD", HIDDEN)))
        .hasMessage("PACELINE_DATABASE_PASSWORD is no setting");
    String url = "jdbc:postgresql://db/paceline?password=" + HIDDEN;
    assertThatThrownBy(() -> read(Map.of("PACELINE_DATABASE_URL", url)))
        .hasMessageContaining("must not hold a password")
        .hasMessageNotContaining(HIDDEN);
  }

  @Test
  void aKeyStoreMustBeThere() {
    assertThatThrownBy(() -> read(Map.of("PACELINE_TLS_KEYSTORE_FILE", "/nowhere/tls.p12")))
        .hasMessage(
            "PACELINE_TLS_KEYSTORE_FILE must be a file that can be read, not '/nowhere/tls.p12'");
  }

  @Test
  void whatDoesNotGoTogetherIsTold() throws IOException {
    Path keys = Files.writeString(folder.resolve("tls.p12"), "no key store");
    Path home = Files.writeString(folder.resolve("home"), "no folder");
    Path yaml =
        file(
            "access-token-seconds: 3600\nrefresh-token-seconds: 600\nhome: %s\ntls-keystore-file: %s\n"
                .formatted(home, keys));
    assertThatThrownBy(
            () -> new SettingsReader(Map.of("PACELINE_PORT", "x")).read(Optional.of(yaml)))
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .containsExactlyInAnyOrder(
                        "PACELINE_PORT must be a whole number from 0 to 65535, not 'x'",
                        "home must be a folder, not the file " + home,
                        "access-token-seconds must not be above refresh-token-seconds: 3600 and 600",
                        "tls-keystore-file must be a key store that tls-keystore-password-file"
                            + " opens, not "
                            + keys));
    Path password = Files.writeString(folder.resolve("password"), HIDDEN);
    assertThatThrownBy(
            () -> read(Map.of("PACELINE_TLS_KEYSTORE_PASSWORD_FILE", password.toString())))
        .hasMessage("tls-keystore-password-file needs tls-keystore-file");
  }

  @Test
  void aNameThatIsThereTwiceAndAnEmptySecretAreRefused() throws IOException {
    Path twice = file("port: 80\nport: 81\n");
    assertThatThrownBy(() -> read(Map.of(), Optional.of(twice)))
        .hasMessageContaining("is no YAML: Duplicate");
    Path empty = Files.writeString(folder.resolve("token"), "\nsecond line");
    assertThatThrownBy(() -> read(Map.of("PACELINE_METRICS_TOKEN_FILE", empty.toString())))
        .hasMessage("PACELINE_METRICS_TOKEN_FILE must be a file with the secret in its first line");
  }

  @Test
  void trustedProxiesAreAddresses() {
    assertThat(read(Map.of("PACELINE_TRUSTED_PROXIES", "10.1.0.0/16 , ::1")).trustedProxies())
        .hasSize(2);
    for (String wrong : new String[] {"proxy.example", "10.0.0.0/33", "10.0.0.1,", "1.2.3.400"}) {
      assertThatThrownBy(() -> read(Map.of("PACELINE_TRUSTED_PROXIES", wrong)))
          .hasMessage(
              "PACELINE_TRUSTED_PROXIES must be addresses, as 10.0.0.1 or 10.1.0.0/16, not '%s'"
                  .formatted(wrong));
    }
  }

  private Settings read(Map<String, String> environment) {
    return read(environment, Optional.empty());
  }

  /** Whatever lies in the home folder of who runs the tests. */
  private Settings read(Map<String, String> environment, Optional<Path> file) {
    Map<String, String> housed = new HashMap<>(environment);
    housed.putIfAbsent("PACELINE_HOME", folder.toString());
    return new SettingsReader(housed).read(file);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "submitter", ".yaml"), text);
  }
}
