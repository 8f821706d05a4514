package org.paceline.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Follows a training and lets things happen at given rounds. */
final class ChaosProgress implements TrainingProgress {

  private static final long INTO_ROUND_MILLIS = 150;

  private final Map<Integer, Runnable> during = new HashMap<>();
  private final Map<Integer, Runnable> after = new HashMap<>();
  private final List<RoundRecord> rounds = new ArrayList<>();

  void during(int round, Runnable action) {
    during.put(round, action);
  }

  void after(int round, Runnable action) {
    after.put(round, action);
  }

  List<RoundRecord> rounds() {
    return List.copyOf(rounds);
  }

  @Override
  public void pool(List<PoolWorker> workers) {
    if (rounds.isEmpty() && during.containsKey(0)) {
      throw new IllegalArgumentException("the first round begins with loading; choose a later one");
    }
  }

  @Override
  public void round(RoundRecord round) {
    rounds.add(round);
    after.getOrDefault(round.round(), () -> {}).run();
    Runnable next = during.get(round.round() + 1);
    if (next != null) {
      new Thread(() -> inAMoment(next), "chaos").start();
    }
  }

  private static void inAMoment(Runnable action) {
    try {
      TimeUnit.MILLISECONDS.sleep(INTO_ROUND_MILLIS);
      action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
