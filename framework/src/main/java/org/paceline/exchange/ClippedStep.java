package org.paceline.exchange;

import java.util.List;
import org.paceline.exchange.Averaging.Contribution;
import org.paceline.model.ParameterRange;

/**
 * Shortens the step that all workers together take in a round, where it is too long: gradient
 * clipping by norm (Pascanu et al., "On the difficulty of training recurrent neural networks",
 * 2013) of the averaged step.
 *
 * @param inner combines the states
 * @param longest the largest Euclidean length of a step, positive and finite
 * @param statistics parameters that no gradient changes, which are neither counted nor changed
 */
record ClippedStep(Exchange inner, double longest, List<ParameterRange> statistics)
    implements Exchange {

  ClippedStep {
    if (!(longest > 0) || Double.isInfinite(longest)) {
      throw new IllegalArgumentException(
          "the longest step must be positive and finite, not " + longest);
    }
    statistics = List.copyOf(statistics);
  }

  @Override
  public NetworkState combine(
      NetworkState before,
      List<NetworkState> states,
      List<Contribution> contributions,
      int batches) {
    NetworkState average = inner.combine(before, states, contributions, batches);
    float[] step = step(before.parameters(), average.parameters());
    double length = length(step);
    return length > longest ? shortened(before, average, step, longest / length) : average;
  }

  private float[] step(float[] from, float[] to) {
    float[] step = new float[from.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = to[i] - from[i];
    }
    statistics.forEach(range -> java.util.Arrays.fill(step, range.from(), range.to(), 0));
    return step;
  }

  private static double length(float[] step) {
    double squares = 0;
    for (float value : step) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }

  private static NetworkState shortened(
      NetworkState before, NetworkState average, float[] step, double factor) {
    float[] parameters = average.parameters().clone();
    for (int i = 0; i < step.length; i++) {
      // Statistics have no step, and are the average's.
      if (step[i] != 0) {
        parameters[i] = (float) (before.parameters()[i] + factor * step[i]);
      }
    }
    return new NetworkState(parameters, average.updater(), average.counts());
  }
}
