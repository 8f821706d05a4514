package org.paceline.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows a training and lets things happen after given rounds. */
final class ChaosProgress implements TrainingProgress {

  private final Map<Integer, Runnable> after = new HashMap<>();
  private final List<RoundRecord> rounds = new ArrayList<>();

  void after(int round, Runnable action) {
    after.put(round, action);
  }

  List<RoundRecord> rounds() {
    return List.copyOf(rounds);
  }

  @Override
  public void round(RoundRecord round) {
    rounds.add(round);
    after.getOrDefault(round.round(), () -> {}).run();
  }
}
