package org.paceline.evaluate;

import java.io.Serializable;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;

/**
 * How a network did on a block.
 *
 * @param block its number, or that of the first of several
 * @param examples examples in it
 * @param right those that were classified rightly
 * @param loss the sum of their cross entropies
 */
record BlockScore(int block, long examples, long right, double loss) implements Serializable {

  /** What is taken for impossible has not an infinite loss. */
  private static final double LEAST_PROBABILITY = 1e-12;

  static BlockScore of(int block, DataSet batch, TrainableNetwork network) {
    double[][] outputs = network.output(batch.getFeatures()).toDoubleMatrix();
    double[][] labels = batch.getLabels().toDoubleMatrix();
    long right = 0;
    double loss = 0;
    for (int i = 0; i < outputs.length; i++) {
      int label = largest(labels[i]);
      right += largest(outputs[i]) == label ? 1 : 0;
      loss -= Math.log(Math.max(outputs[i][label], LEAST_PROBABILITY));
    }
    return new BlockScore(block, outputs.length, right, loss);
  }

  private static int largest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }

  BlockScore and(BlockScore next) {
    return new BlockScore(block, examples + next.examples, right + next.right, loss + next.loss);
  }

  Validation validation(int epoch) {
    return new Validation(epoch, loss / examples, (double) right / examples);
  }
}
