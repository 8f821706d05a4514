package org.paceline.exchange;

import java.util.List;

/**
 * Weighs each network by the examples it was trained on: FedAvg (McMahan et al.,
 * "Communication-Efficient Learning of Deep Networks from Decentralized Data", 2017).
 */
public final class ExampleAveraging implements Averaging {

  @Override
  public List<Double> weights(List<Contribution> contributions) {
    double all = contributions.stream().mapToLong(Contribution::examples).sum();
    return contributions.stream().map(one -> one.examples() / all).toList();
  }
}
