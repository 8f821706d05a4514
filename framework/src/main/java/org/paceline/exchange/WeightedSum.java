package org.paceline.exchange;

import java.util.Arrays;
import java.util.List;
import org.paceline.model.Counts;
import org.paceline.model.ParameterRange;

/**
 * The average of the states that a round ends with; the weights' shortfall from 1 goes to the state
 * that it started from. The average is at the mean of their iterations.
 *
 * <p>Updater states are averaged by the weights' proportions alone: a negative rest, as in the
 * normalised average, would make variances negative.
 *
 * @param averaging weighs the states
 * @param statistics parameters that no gradient changes: they are averaged by examples, whatever
 *     the strategy
 */
public record WeightedSum(Averaging averaging, List<ParameterRange> statistics)
    implements Exchange {

  private static final Averaging BY_EXAMPLES = new ExampleAveraging();

  /** Keeps its own list. */
  public WeightedSum {
    statistics = List.copyOf(statistics);
  }

  @Override
  public NetworkState combine(
      NetworkState before,
      List<NetworkState> states,
      List<Averaging.Contribution> contributions,
      int batches) {
    List<Double> weights = averaging.weights(contributions);
    double rest = 1 - weights.stream().mapToDouble(Double::doubleValue).sum();
    List<float[]> all = states.stream().map(NetworkState::parameters).toList();
    float[] parameters = sum(before.parameters(), rest, all, weights);
    List<Double> byExamples = BY_EXAMPLES.weights(contributions);
    statistics.forEach(range -> replace(parameters, all, byExamples, range));
    List<Double> proportions =
        weights.stream().map(weight -> weight.floatValue() / (1 - rest)).toList();
    float[] updater =
        sum(before.updater(), 0, states.stream().map(NetworkState::updater).toList(), proportions);
    Counts counts = before.counts().plus(meanSteps(contributions), batches);
    return new NetworkState(parameters, updater, counts);
  }

  /** A mean or variance is no direction that one could go further in. */
  private static void replace(
      float[] sum, List<float[]> terms, List<Double> weights, ParameterRange range) {
    Arrays.fill(sum, range.from(), range.to(), 0);
    Chunks.Chunk chunk = new Chunks.Chunk(range.from(), range.to());
    for (int i = 0; i < terms.size(); i++) {
      add(sum, terms.get(i), weights.get(i).floatValue(), chunk);
    }
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
