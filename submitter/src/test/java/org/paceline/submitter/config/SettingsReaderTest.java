package org.paceline.submitter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() throws IOException {
    Path file = file("port: 9000\nhost: 10.0.0.1\n");
    Settings settings = new SettingsReader(Map.of("PACELINE_PORT", "9001")).read(Optional.of(file));
    assertThat(settings.port()).isEqualTo(9001);
    assertThat(settings.host()).isEqualTo("10.0.0.1");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws IOException {
    Path file = file("port: many\nregistration: everybody\nprot: 1\nhost: [a, b]\n");
    Map<String, String> environment =
        Map.of("PACELINE_LOCK_SECONDS", "0", "PACELINE_HOTS", "x", "PACELINE_RUNS", "others");
    assertThatThrownBy(() -> new SettingsReader(environment).read(Optional.of(file)))
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
  void aFileMustHoldSettings() throws IOException {
    Path list = file("- port\n");
    assertThatThrownBy(() -> new SettingsReader(Map.of()).read(Optional.of(list)))
        .hasMessage(list + ": must hold lines of NAME: VALUE");
    Path none = file("port: \"80\n");
    assertThatThrownBy(() -> new SettingsReader(Map.of()).read(Optional.of(none)))
        .hasMessageContaining("is no YAML");
    assertThat(new SettingsReader(Map.of()).read(Optional.of(file(""))).port()).isEqualTo(8080);
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

  private static Settings read(Map<String, String> environment) {
    return new SettingsReader(environment).read(Optional.empty());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "submitter", ".yaml"), text);
  }
}
