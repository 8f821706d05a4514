package org.paceline.benchmarks;

import org.apache.spark.util.LongAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.paceline.speed.Governor;

/**
 * Counts, on the executors, the examples of every step that DL4J really takes, and paces the
 * process as Paceline's own steps do where no control group holds it.
 */
final class ExampleCounter implements TrainingHook {

  private static final long serialVersionUID = 1L;

  private final LongAccumulator examples;
  private transient Governor governor;

  ExampleCounter(LongAccumulator examples) {
    this.examples = examples;
  }

  @Override
  public void preUpdate(DataSet batch, Model network) {
    if (governor == null) {
      governor = Governor.ofThisProcess();
    }
  }

  @Override
  public void postUpdate(DataSet batch, Model network) {
    examples.add(batch.numExamples());
    governor.pace();
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model network) {
    throw new UnsupportedOperationException("the benchmark has no MultiDataSet");
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model network) {
    throw new UnsupportedOperationException("the benchmark has no MultiDataSet");
  }
}
