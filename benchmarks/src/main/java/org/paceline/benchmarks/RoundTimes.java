package org.paceline.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.paceline.round.RoundPhases;

/**
 * The rounds of one network in one repeat.
 *
 * @param network the network and its updater
 * @param parameters its parameters
 * @param rounds where the time of each round went
 */
record RoundTimes(String network, int parameters, List<RoundPhases> rounds) {

  /** The median of each phase for itself; their sum need not be the median round. */
  RoundPhases medians() {
    return medians(rounds);
  }

  static RoundPhases medians(List<RoundPhases> rounds) {
    return new RoundPhases(
        median(rounds, RoundPhases::planning),
        median(rounds, RoundPhases::broadcast),
        median(rounds, RoundPhases::launch),
        median(rounds, RoundPhases::fetch),
        median(rounds, RoundPhases::apply),
        median(rounds, RoundPhases::training),
        median(rounds, RoundPhases::readOut),
        median(rounds, RoundPhases::upload),
        median(rounds, RoundPhases::averaging),
        median(rounds, RoundPhases::overhead));
  }

  private static double median(List<RoundPhases> rounds, ToDoubleFunction<RoundPhases> phase) {
    return quantile(rounds, phase, 0.5);
  }

  /** Without interpolation: a round that was. */
  static double quantile(
      List<RoundPhases> rounds, ToDoubleFunction<RoundPhases> phase, double quantile) {
    double[] sorted = rounds.stream().mapToDouble(phase).sorted().toArray();
    return sorted[(int) Math.round(quantile * (sorted.length - 1))];
  }
}
