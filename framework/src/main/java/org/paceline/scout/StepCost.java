package org.paceline.scout;

import org.paceline.feed.BlockSource;
import org.paceline.model.NetworkCost;
import org.paceline.model.TrainableNetwork;

/**
 * What training with a network costs, as far as it can be told without a trial.
 *
 * @param flops floating-point operations of one example
 * @param memory what one step takes
 */
record StepCost(double flops, StepMemory memory) {

  static <T> StepCost of(BlockSource<T> source, String configuration) {
    return of(source, configuration, source.blockSize());
  }

  static <T> StepCost of(BlockSource<T> source, String configuration, int batchSize) {
    long[] shape =
        source.feed().batches(source.sample().subList(0, 1), 0).next().getFeatures().shape();
    TrainableNetwork network = TrainableNetwork.of(configuration);
    NetworkCost cost = NetworkCost.of(network, shape);
    return new StepCost(cost.flops(), StepMemory.of(network, cost, batchSize, shape));
  }
}
