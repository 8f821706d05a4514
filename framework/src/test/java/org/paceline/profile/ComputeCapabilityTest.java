package org.paceline.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeCapabilityTest {

  @ParameterizedTest
  @ValueSource(strings = {"3.7", "8.6", "12.0", "7.5"})
  void theUsualNotationIsReadAndWritten(String text) {
    assertThat(ComputeCapability.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "8.", ".6", "8,6", "8.6.1", "-8.6", " 8.6", "8.6a", "1234.0"})
  void anythingElseIsRefusedWithItsText(String text) {
    assertThatThrownBy(() -> ComputeCapability.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a compute capability is written MAJOR.MINOR, not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "3.5, 192",
    "3.7, 192",
    "5.0, 128",
    "5.2, 128",
    "6.0, 64",
    "6.1, 128",
    "7.0, 64",
    "7.5, 64",
    "8.0, 64",
    "8.6, 128",
    "8.9, 128",
    "9.0, 128",
    "10.0, 128",
    "12.0, 128"
  })
  void coresPerMultiprocessorFollowTheProgrammingGuide(String capability, int cores) {
    assertThat(ComputeCapability.parse(capability).coresPerMultiprocessor()).isEqualTo(cores);
  }

  @Test
  void capabilitiesAreOrderedByMajorThenMinorNumber() {
    assertThat(
            java.util.stream.Stream.of("8.9", "12.0", "3.7", "8.10", "9.0", "8.0")
                .map(ComputeCapability::parse)
                .sorted())
        .extracting(ComputeCapability::toString)
        .containsExactly("3.7", "8.0", "8.9", "8.10", "9.0", "12.0");
    assertThat(ComputeCapability.LOWEST).isLessThan(ComputeCapability.HIGHEST);
  }
}
