package org.paceline.benchmarks.cifar;

import java.util.List;
import org.paceline.exchange.Averaging.Contribution;

/**
 * What a client does in a round.
 *
 * @param passes how often it goes through its own data
 * @param blocks what it trains, in order
 */
record ClientWork(int passes, List<Integer> blocks) {

  /**
   * What its weight may depend on: the examples that it owns, however often it trained them (both
   * papers weigh a client by its part of the data), and the steps that it took.
   */
  Contribution contribution(long trained, int steps) {
    return new Contribution(trained / passes, steps);
  }
}
