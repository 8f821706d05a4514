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
    List<NetworkState> states = results.stream().map(RoundResult::state).toList();
    float[] parameters =
        sum(
            before.parameters(),
            rest,
            states.stream().map(NetworkState::parameters).toList(),
            weights);
    List<Double> proportions =
        weights.stream().map(weight -> weight.floatValue() / (1 - rest)).toList();
    float[] updater =
        sum(before.updater(), 0, states.stream().map(NetworkState::updater).toList(), proportions);
    return new NetworkState(parameters, updater, before.iterations() + meanSteps(contributions));
  }

  private static int meanSteps(List<Averaging.Contribution> contributions) {
    double all = contributions.stream().mapToLong(Averaging.Contribution::examples).sum();
    return (int)
        Math.round(contributions.stream().mapToDouble(c -> c.examples() / all * c.steps()).sum());
  }

  /**
   * Each value's sum is taken in the workers' order, whatever the chunks and threads. A rest that
   * is only rounding is none, so that a single network's average is itself.
   */
  private static float[] sum(
      float[] before, double rest, List<float[]> terms, List<Double> weights) {
    float[] sum = new float[before.length];
    Chunks.of(sum.length)
        .forEach(
            chunk -> {
              if (Math.abs(rest) > 1e-9) {
                add(sum, before, (float) rest, chunk);
              }
              for (int i = 0; i < terms.size(); i++) {
                add(sum, terms.get(i), weights.get(i).floatValue(), chunk);
              }
            });
    return sum;
  }

  private static void add(float[] sum, float[] values, float weight, Chunks.Chunk chunk) {
    for (int i = chunk.from(); i < chunk.to(); i++) {
      sum[i] += weight * values[i];
    }
  }
}
