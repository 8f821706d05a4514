package org.paceline.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserHomeTest {

  @ParameterizedTest
  @CsvSource({
    "/home/ada, /other, /home/ada",
    "?, /work, /work",
    "'', /work, /work",
    "?, '', /tmp",
    "?, , /tmp",
    ", , /tmp"
  })
  void theSystemsListGoesBeforeTheEnvironment(String listed, String home, Path found) {
    assertThat(UserHome.of(listed, home, "/tmp")).isEqualTo(found);
  }
}
