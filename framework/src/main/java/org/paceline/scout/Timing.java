package org.paceline.scout;

import java.util.Optional;
import org.paceline.roster.Member;
import org.paceline.speed.Speed;

/** Times an executor that has had no share for long, so that it can come back into the plan. */
@FunctionalInterface
public interface Timing {

  /** Times nobody. */
  Timing NONE = member -> Optional.empty();

  /**
   * Times an executor. It is called on a thread of its own, while the others train.
   *
   * @param member the executor
   * @return its speed now, or empty if that could not be found out
   */
  Optional<Speed> time(Member member);
}
