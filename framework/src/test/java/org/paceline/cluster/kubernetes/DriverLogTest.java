package org.paceline.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverLogTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final DriverLog log =
      new DriverLog(
          null,
          "team",
          "run-driver",
          "driver",
          new PrintStream(shown, true, StandardCharsets.UTF_8));

  @Test
  void linesAreShownWithoutTheirTimes() {
    log.show(List.of("2026-01-02T03:04:05.1Z one", "2026-01-02T03:04:06.2Z   two  words "));
    assertThat(shown()).containsExactly("one", "  two  words ");
  }

  @Test
  void whatComesAgainIsShownOnce() {
    log.show(List.of("2026-01-02T03:04:05Z one", "2026-01-02T03:04:06Z two"));
    log.show(List.of("2026-01-02T03:04:06Z two", "2026-01-02T03:04:07Z three"));
    log.show(List.of("2026-01-02T03:04:05Z one", "2026-01-02T03:04:06Z two"));
    log.show(List.of());
    log.show(List.of("2026-01-02T03:04:07Z three"));
    assertThat(shown()).containsExactly("one", "two", "three");
  }

  @Test
  void linesOfOneMomentAreCounted() {
    String same = "2026-01-02T03:04:05.123456789Z again";
    log.show(List.of(same));
    log.show(List.of(same, same, same));
    log.show(List.of(same, same));
    log.show(List.of(same, same, same, same));
    assertThat(shown()).containsExactly("again", "again", "again", "again");
  }

  @Test
  void linesOfOneMomentBeforeOthersDoNotComeAgain() {
    String same = "2026-01-02T03:04:05Z again";
    log.show(List.of(same, same));
    log.show(List.of(same, same, "2026-01-02T03:04:06Z after"));
    log.show(List.of(same, same, "2026-01-02T03:04:06Z after", "2026-01-02T03:04:06Z more"));
    assertThat(shown()).containsExactly("again", "again", "after", "more");
  }

  @Test
  void aLineThatWasCutOffIsShownOnceItIsWhole() {
    log.show(List.of("2026-01-02T03:04:05Z one", "2026-01-02T03:0"));
    log.show(List.of("2026-01-02T03:04:05Z one", "2026-01-02T03:04:06Z two"));
    assertThat(shown()).containsExactly("one", "two");
  }

  @Test
  void aLineWithoutATimeIsSkipped() {
    log.show(List.of("", "unable to retrieve container logs", "2026-01-02T03:04:05Z one"));
    assertThat(shown()).containsExactly("one");
  }

  @Test
  void emptyLinesAreShown() {
    log.show(List.of("2026-01-02T03:04:05Z one", "2026-01-02T03:04:06Z ", "2026-01-02T03:04:07Z"));
    assertThat(shown()).containsExactly("one", "", "");
  }

  @Test
  void aMomentIsTheSameHoweverItIsWritten() {
    log.show(List.of("2026-01-02T03:04:05.120000000Z one"));
    log.show(List.of("2026-01-02T03:04:05.12Z one", "2026-01-02T03:04:05.1200001Z two"));
    log.show(List.of("2026-01-02T04:04:05.1200001+01:00 two", "2026-01-02T04:04:06+01:00 three"));
    assertThat(shown()).containsExactly("one", "two", "three");
  }

  private List<String> shown() {
    return shown.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
