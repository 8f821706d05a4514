package org.paceline.exchange;

import java.util.List;

/**
 * Weighs each network by its examples divided by its steps, times the mean number of steps: FedNova
 * (Wang et al., "Tackling the Objective Inconsistency Problem in Heterogeneous Federated
 * Optimization", 2020, equation 10 with plain SGD).
 *
 * <p>Without the division, an executor that took more steps pulls the network further towards its
 * own data than its data deserves.
 */
public final class NormalizedAveraging implements Averaging {

  @Override
  public List<Double> weights(List<Contribution> contributions) {
    double all = contributions.stream().mapToLong(Contribution::examples).sum();
    double meanSteps =
        contributions.stream().mapToDouble(one -> one.examples() / all * one.steps()).sum();
    return contributions.stream()
        .map(one -> one.examples() / all * meanSteps / one.steps())
        .toList();
  }
}
