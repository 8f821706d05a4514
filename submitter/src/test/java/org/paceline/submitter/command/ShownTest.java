package org.paceline.submitter.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people write and read them. */
class ShownTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1023, 1.0 KiB",
    "30730, 30.0 KiB",
    "1048575, 1.0 MiB",
    "2147483648, 2.0 GiB",
    "536870912000, 500 GiB"
  })
  void sizesHaveThreeDigits(long bytes, String shown) {
    assertThat(Amount.size(bytes)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"16GiB, 17179869184", "1.5 k, 1536", "500MB, 500000000", "4096, 4096"})
  void sizesAreRead(String text, long bytes) {
    assertThat(Amount.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"24h, 86400", "7d, 604800", "30m, 1800", "90s, 90"})
  void timesAreRead(String text, long seconds) {
    assertThat(Amount.seconds(text)).isEqualTo(seconds);
  }

  @Test
  void aTimeNeedsAUnit() {
    assertThatThrownBy(() -> Amount.seconds("24"))
        .hasMessage("a length of time must be like 24h, 7d, 30m or 90s, not '24'");
  }

  @Test
  void spansAreInTheirLargestUnit() {
    assertThat(Amount.span(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(Amount.span(Duration.ofMinutes(119))).isEqualTo("119 min");
    assertThat(Amount.span(Duration.ofHours(47))).isEqualTo("47 h");
    assertThat(Amount.span(Duration.ofHours(49))).isEqualTo("2 d");
  }

  @Test
  void progressHasBytesShareSpeedAndTimeLeft() {
    long mebi = 1 << 20;
    assertThat(ProgressBar.line("a", 50 * mebi, 50 * mebi, 200 * mebi, 10, ProgressBar.Form.BAR))
        .isEqualTo("a [############            ] 100 MiB of 200 MiB   50 %  5.2 MB/s  20 s left");
    assertThat(ProgressBar.line("a", 1, 2, 4, 1, ProgressBar.Form.JSON))
        .isEqualTo("{\"bytes\":3,\"alreadyThere\":1,\"total\":4,\"bytesPerSecond\":2}");
  }
}
