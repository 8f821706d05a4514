package org.paceline.train;

import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.paceline.model.TrainableNetwork;
import org.paceline.speed.Governor;

/** Trains a network on the blocks of one share, in the executor. */
final class LocalTraining {

  private LocalTraining() {}

  static <T> RoundResult run(
      String executorId,
      List<Integer> blocks,
      List<T> elements,
      Feed<T> feed,
      TrainableNetwork network,
      long seed) {
    Governor governor = Governor.ofThisProcess();
    Nd4j.getRandom().setSeed(seed);
    long start = System.nanoTime();
    long examples = 0;
    int steps = 0;
    double loss = 0;
    Iterator<DataSet> batches = feed.batches(elements, seed);
    while (batches.hasNext() && Double.isFinite(loss)) {
      DataSet batch = batches.next();
      examples += batch.numExamples();
      loss += network.fit(batch);
      steps++;
      governor.pace();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double meanLoss = steps == 0 ? 0 : loss / steps;
    return new RoundResult(
        executorId, blocks, examples, steps, NetworkState.of(network), meanLoss, seconds);
  }
}
