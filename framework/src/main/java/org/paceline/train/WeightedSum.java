package org.paceline.train;

import java.util.List;

/** The weighted sum of network states. */
final class WeightedSum {

  private WeightedSum() {}

  /**
   * The average of a round's results; the weights' shortfall from 1 goes to {@code before}.
   *
   * <p>Updater states are averaged by the weights' proportions alone: a negative rest, as in the
   * normalised average, would make variances negative.
   */
  static NetworkState average(NetworkState before, List<RoundResult> results, Averaging averaging) {
    List<Averaging.Contribution> contributions =
        results.stream().map(r -> new Averaging.Contribution(r.examples(), r.steps())).toList();
    List<Double> weights = averaging.weights(contributions);
    double rest = 1 - weights.stream().mapToDouble(Double::doubleValue).sum();
    float[] parameters = scaled(before.parameters(), rest);
    float[] updater = new float[before.updater().length];
    for (int i = 0; i < results.size(); i++) {
      float weight = weights.get(i).floatValue();
      add(parameters, results.get(i).state().parameters(), weight);
      add(updater, results.get(i).state().updater(), (float) (weight / (1 - rest)));
    }
    return new NetworkState(parameters, updater, before.iterations() + meanSteps(contributions));
  }

  private static int meanSteps(List<Averaging.Contribution> contributions) {
    double all = contributions.stream().mapToLong(Averaging.Contribution::examples).sum();
    return (int)
        Math.round(contributions.stream().mapToDouble(c -> c.examples() / all * c.steps()).sum());
  }

  /** A rest that is only rounding is none, so that a single network's average is itself. */
  private static float[] scaled(float[] values, double rest) {
    float[] scaled = new float[values.length];
    if (Math.abs(rest) > 1e-9) {
      add(scaled, values, (float) rest);
    }
    return scaled;
  }

  private static void add(float[] sum, float[] values, float weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * values[i];
    }
  }
}
