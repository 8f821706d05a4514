package org.paceline.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StragglersTest {

  private static final Limit LIMIT = new Stragglers(Duration.ofSeconds(20), 10);

  @Test
  void untilSomebodyIsBackNothingIsKnown() {
    assertThat(LIMIT.seconds(List.of(), 1)).isInfinite();
    assertThat(LIMIT.seconds(List.of(), 0)).as("of nobody").isInfinite();
  }

  @Test
  void asLongAsFewAreBackTheyMayBeTheFastOnes() {
    assertThat(LIMIT.seconds(List.of(1.0, 4.0), 5)).isEqualTo(5 * 20);
    assertThat(LIMIT.seconds(List.of(3.0, 4.0), 5)).isEqualTo(5 * 30);
  }

  @Test
  void theOthersHaveTenTimesAsLongAsHalfOfThem() {
    assertThat(LIMIT.seconds(List.of(1.0, 4.0, 5.0), 5)).isEqualTo(50);
    assertThat(LIMIT.seconds(List.of(1.0, 4.0, 5.0, 30.0), 5)).isEqualTo(50);
    assertThat(LIMIT.seconds(List.of(3.0), 2)).isEqualTo(30);
  }

  @Test
  void howeverFastTheHalfIsSomeTimeIsLeft() {
    assertThat(LIMIT.seconds(List.of(0.1), 2)).isEqualTo(20);
  }
}
