package org.paceline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingOutcome;

/**
 * A row: one run in which a worker fell back and came back.
 *
 * @param row the row's name
 * @param trialSpeeds examples a second of each worker, by the trial just before
 * @param potential what the pool could train when
 * @param examples examples trained
 * @param seconds wall time of training, with planning and averaging
 * @param efficiency η: examples ÷ what the workers could have trained in the time
 * @param efficiencyOfTrial the same by the trial speeds, that of the fallen worker cut meanwhile
 * @param rounds each round
 */
record AdaptRowResult(
    String row,
    List<Double> trialSpeeds,
    Potential potential,
    long examples,
    double seconds,
    double efficiency,
    double efficiencyOfTrial,
    List<Round> rounds) {

  /**
   * One round.
   *
   * @param seconds wall time since the end of the one before
   * @param cutSeconds how much of it the worker was back for
   * @param trained batches of each worker that count
   * @param examples examples that count
   * @param efficiency η of the round
   * @param efficiencyOfTrial the same by the trial speeds
   */
  record Round(
      double seconds,
      double cutSeconds,
      List<Integer> trained,
      long examples,
      double efficiency,
      double efficiencyOfTrial) {

    private static Round of(RoundRecord record, double begin, Potential potential) {
      double end = record.secondsSoFar();
      return new Round(
          end - begin,
          potential.cutSeconds(begin, end),
          record.trained(),
          record.examples(),
          record.efficiency(),
          record.examples() / potential.examples(begin, end));
    }
  }

  static AdaptRowResult of(
      String row, List<Double> trialSpeeds, Potential potential, Trained trained) {
    TrainingOutcome outcome = trained.outcome();
    List<Round> rounds = new ArrayList<>();
    double begin = 0;
    for (RoundRecord record : trained.rounds()) {
      rounds.add(Round.of(record, begin, potential));
      begin = record.secondsSoFar();
    }
    return new AdaptRowResult(
        row,
        trialSpeeds,
        potential,
        outcome.examples(),
        outcome.seconds(),
        outcome.efficiency(),
        outcome.examples() / potential.examples(0, outcome.seconds()),
        List.copyOf(rounds));
  }

  /** η of each round at its end. */
  Line line() {
    double end = 0;
    List<Double> ends = new ArrayList<>();
    for (Round round : rounds) {
      end += round.seconds();
      ends.add(end);
    }
    return Line.of(row, ends, rounds.stream().map(Round::efficiency).toList());
  }

  double examplesPerSecond() {
    return examples / seconds;
  }
}
