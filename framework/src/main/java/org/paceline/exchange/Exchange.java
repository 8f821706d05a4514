package org.paceline.exchange;

import java.util.List;
import java.util.OptionalDouble;
import org.paceline.exchange.Averaging.Contribution;
import org.paceline.model.ParameterRange;

/** How the states that a round ends with become one. Implementations are stateless. */
@FunctionalInterface
public interface Exchange {

  /**
   * Combines states.
   *
   * @param before the state that all started from
   * @param states one of each worker, at least one
   * @param contributions what they took, in the same order
   * @param batches what the states were trained on, all together
   * @return the state that the next round starts from
   */
  NetworkState combine(
      NetworkState before,
      List<NetworkState> states,
      List<Contribution> contributions,
      int batches);

  /**
   * An average, whose step may be clipped.
   *
   * @param averaging weighs the states
   * @param longest the longest step, if there is to be one
   * @param statistics parameters that no gradient changes
   * @return combines so
   */
  static Exchange of(Averaging averaging, OptionalDouble longest, List<ParameterRange> statistics) {
    Exchange average = new WeightedSum(averaging, statistics);
    return longest.isPresent()
        ? new ClippedStep(average, longest.getAsDouble(), statistics)
        : average;
  }
}
