package org.paceline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownOnFailureTest {

  private static final String CRASH = "# A fatal error has been detected by the Java Runtime";

  @Test
  void ofALogTheEndIsShown() {
    assertThat(ShownOnFailure.worthSeeing(log("", 100))).hasSize(60).endsWith("line 99");
    assertThat(ShownOnFailure.worthSeeing(log("", 5))).hasSize(5);
    assertThat(ShownOnFailure.worthSeeing(List.of())).isEmpty();
  }

  @Test
  void ofACrashAlsoWhereItWas() {
    assertThat(ShownOnFailure.worthSeeing(log("2026-11-29T09:06:06.3Z " + CRASH, 1000)))
        .hasSize(360)
        .startsWith("2026-11-29T09:06:06.3Z " + CRASH, "line 21")
        .endsWith("line 999");
    assertThat(ShownOnFailure.worthSeeing(log(CRASH, 100)))
        .hasSize(80)
        .startsWith(CRASH, "line 21")
        .endsWith("line 98", "line 99")
        .doesNotHaveDuplicates();
    assertThat(ShownOnFailure.worthSeeing(log(CRASH, 40))).hasSize(40).startsWith("line 0");
  }

  @Test
  void whatADriverRepeatsIsNotItsOwnCrash() {
    assertThat(ShownOnFailure.worthSeeing(log("ERROR executor 1 said: " + CRASH, 1000)))
        .hasSize(60);
  }

  /** So many lines, the twentieth of which is this, unless it is empty. */
  private static List<String> log(String twentieth, int lines) {
    List<String> log =
        new ArrayList<>(IntStream.range(0, lines).mapToObj(i -> "line " + i).toList());
    if (!twentieth.isEmpty()) {
      log.set(20, twentieth);
    }
    return log;
  }
}
