package org.paceline.exchange;

import java.util.List;

/** Weighs all networks alike, as DL4J's own parameter averaging does: the baseline. */
public final class UniformAveraging implements Averaging {

  @Override
  public List<Double> weights(List<Contribution> contributions) {
    return contributions.stream().map(one -> 1.0 / contributions.size()).toList();
  }
}
