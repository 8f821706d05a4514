package org.paceline.train;

import java.util.ArrayList;
import java.util.List;

/** Keeps the record of every round, which a run itself does not: it may have many. */
public final class Rounds implements TrainingProgress {

  private final List<RoundRecord> all = new ArrayList<>();

  /**
   * The rounds that are over.
   *
   * @return in their order
   */
  public List<RoundRecord> all() {
    return List.copyOf(all);
  }

  @Override
  public void round(RoundRecord round) {
    all.add(round);
  }
}
