package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingOutcome;

/**
 * A row: one run to its end.
 *
 * @param row the row's name
 * @param speeds examples a second of each worker, by the steps of the run
 * @param killedAt when a worker was killed, in seconds of the run; null if none was
 * @param survivingSpeed examples a second of those that are left
 * @param examples examples trained
 * @param seconds wall time of training, with planning and averaging
 * @param efficiency η: examples ÷ what the workers could have trained while they were there
 * @param efficiencyOfTrial examples ÷ what the trial speeds of those that were there allow
 * @param accuracy part of the test examples that the trained network names right
 * @param epochsExact for each epoch whether every example was trained exactly once
 * @param lost executors that died in a round
 * @param late executors that a round did not wait for
 * @param rounds each round
 */
record LossRowResult(
    String row,
    List<Double> speeds,
    Double killedAt,
    double survivingSpeed,
    long examples,
    double seconds,
    double efficiency,
    double efficiencyOfTrial,
    double accuracy,
    List<Boolean> epochsExact,
    List<String> lost,
    List<String> late,
    List<Round> rounds) {

  /**
   * One round.
   *
   * @param seconds its length, with averaging and planning
   * @param quotas batches dealt to each worker
   * @param trained batches of each worker that count
   */
  record Round(double seconds, List<Integer> quotas, List<Integer> trained) {

    private static Round of(RoundRecord record) {
      return new Round(record.seconds(), record.quotas(), record.trained());
    }
  }

  static LossRowResult of(
      String row,
      List<Double> speeds,
      Double killedAt,
      double survivingSpeed,
      Trained trained,
      double accuracy) {
    TrainingOutcome outcome = trained.outcome();
    List<String> lost = new ArrayList<>();
    TreeSet<String> late = new TreeSet<>();
    trained.rounds().forEach(round -> lost.addAll(round.lost()));
    trained.rounds().forEach(round -> late.addAll(round.late()));
    return new LossRowResult(
        row,
        speeds,
        killedAt,
        survivingSpeed,
        outcome.examples(),
        outcome.seconds(),
        outcome.efficiency(),
        outcome.efficiencyOfTrial(),
        accuracy,
        outcome.epochsExact(),
        lost,
        List.copyOf(late),
        trained.rounds().stream().map(Round::of).toList());
  }

  double speedSum() {
    return speeds.stream().mapToDouble(speed -> speed).sum();
  }

  boolean exact() {
    return epochsExact.stream().allMatch(exact -> exact);
  }

  /**
   * The time that the workers' speeds allow: all of them until the kill, then the survivors, each
   * at a part of its speed.
   *
   * @param efficiency that part; 1 for the bound
   */
  double allowedSeconds(double efficiency) {
    double all = efficiency * speedSum();
    return killedAt == null
        ? examples / all
        : killedAt + Math.max(0, examples - all * killedAt) / (efficiency * survivingSpeed);
  }

  double ratio(double efficiency) {
    return seconds / allowedSeconds(efficiency);
  }
}
