package org.paceline.submitter.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long one tries again. */
class PatienceTest {

  private final List<Long> pauses = new ArrayList<>();
  private int attempts;

  private String ask(Duration most, RefusedException failure, int failures) {
    return new Patience(most, pauses::add, () -> 0)
        .ask(
            () -> {
              if (attempts++ < failures) {
                throw failure;
              }
              return "answer";
            },
            e -> ((RefusedException) e).passes());
  }

  @Test
  void pausesDoubleUpToTenSeconds() {
    RefusedException busy = new RefusedException(503, "unavailable", "busy", 0);
    assertThat(ask(Duration.ofMinutes(1), busy, 8)).isEqualTo("answer");
    assertThat(pauses).containsExactly(200L, 400L, 800L, 1600L, 3200L, 6400L, 10_000L, 10_000L);
  }

  @Test
  void theServersWordIsKept() {
    RefusedException many = new RefusedException(429, "too-many-requests", "slower", 7);
    assertThat(ask(Duration.ofMinutes(1), many, 1)).isEqualTo("answer");
    assertThat(pauses).containsExactly(7_000L);
  }

  @Test
  void itEnds() {
    RefusedException busy = new RefusedException(503, "unavailable", "busy", 0);
    assertThatThrownBy(() -> ask(Duration.ofSeconds(1), busy, 100)).isSameAs(busy);
    assertThat(pauses).containsExactly(200L, 400L);
  }

  @Test
  void whatDoesNotPassIsNotTriedAgain() {
    RefusedException missing = new RefusedException(404, "not-found", "there is none", 0);
    assertThatThrownBy(() -> ask(Duration.ofMinutes(1), missing, 1)).isSameAs(missing);
    assertThat(attempts).isEqualTo(1);
  }
}
