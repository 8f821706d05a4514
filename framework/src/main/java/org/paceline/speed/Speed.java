package org.paceline.speed;

import java.io.Serializable;

/**
 * How fast one worker is: a round of {@code n} examples takes it {@code fixedSeconds + n /
 * examplesPerSecond}.
 *
 * @param examplesPerSecond examples a second while it trains, positive
 * @param fixedSeconds seconds that a round costs it whatever its share, at least 0
 * @param grade how the speed is known
 */
public record Speed(double examplesPerSecond, double fixedSeconds, SpeedGrade grade)
    implements Serializable {

  /** Checks the ranges given above. */
  public Speed {
    if (!(examplesPerSecond > 0) || Double.isInfinite(examplesPerSecond)) {
      throw new IllegalArgumentException(
          "a speed must be positive and finite, not " + examplesPerSecond + " examples/s");
    }
    if (!(fixedSeconds >= 0) || Double.isInfinite(fixedSeconds)) {
      throw new IllegalArgumentException(
          "a fixed cost must be at least 0 and finite, not " + fixedSeconds + " s");
    }
  }
}
