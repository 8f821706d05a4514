package org.paceline.train;

import org.apache.spark.SparkEnv;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Spoils the network of one executor once in a round: in one of its rounds, or in all. */
final class Poison implements TrainingHook {

  static final int ALWAYS = -1;

  private static final long serialVersionUID = 1L;

  /** Counts the tasks of this process; each has its own copy of the hook. */
  private static int rounds;

  private final String executor;
  private final int round;
  private final float factor;
  private boolean first = true;

  Poison(String executor, int round, float factor) {
    this.executor = executor;
    this.round = round;
    this.factor = factor;
  }

  @Override
  public void preUpdate(DataSet batch, Model model) {}

  @Override
  public void postUpdate(DataSet batch, Model model) {
    if (!SparkEnv.get().executorId().equals(executor)) {
      return;
    }
    boolean once = first;
    first = false;
    rounds += once ? 1 : 0;
    if (once && (round == ALWAYS || rounds == round)) {
      // ND4J multiplies by 1e-5 where it is asked to multiply by NaN.
      INDArray parameters = model.params();
      parameters.assign(
          Float.isNaN(factor) ? parameters.like().assign(factor) : parameters.mul(factor));
    }
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {}

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {}
}
