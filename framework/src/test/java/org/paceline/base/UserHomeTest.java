package org.paceline.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHomeTest {

  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"?", ""})
  void theSystemsListGoesBeforeTheEnvironment(String unlisted) {
    assertThat(UserHome.of("/home/ada", home.toString(), "/tmp")).isEqualTo(Path.of("/home/ada"));
    assertThat(UserHome.of(unlisted, home.toString(), "/tmp")).isEqualTo(home);
    assertThat(UserHome.of(null, home.toString(), "/tmp")).isEqualTo(home);
  }

  @Test
  void aHomeThatCannotBeWrittenIsNone() {
    String missing = home.resolve("missing").toString();
    assertThat(UserHome.of("?", missing, "/tmp")).isEqualTo(Path.of("/tmp"));
    assertThat(UserHome.of("?", "", "/tmp")).isEqualTo(Path.of("/tmp"));
    assertThat(UserHome.of("?", null, "/tmp")).isEqualTo(Path.of("/tmp"));
  }
}
