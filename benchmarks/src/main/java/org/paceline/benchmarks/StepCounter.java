package org.paceline.benchmarks;

import java.util.HashMap;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.util.LongAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.paceline.pool.PoolWorker;
import org.paceline.speed.Governor;

/**
 * Counts and times, on the executors, every step that DL4J really takes, and paces the process as
 * Paceline's own steps do where no control group holds it.
 */
final class StepCounter implements TrainingHook {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, LongAccumulator> examples = new HashMap<>();
  private final HashMap<String, LongAccumulator> nanos = new HashMap<>();
  private transient Governor governor;
  private transient long began;

  private StepCounter() {}

  /** A counter for the steps of some executors. */
  static StepCounter of(SparkContext context, List<PoolWorker> pool) {
    StepCounter counter = new StepCounter();
    for (PoolWorker worker : pool) {
      String executor = worker.member().executorId();
      counter.examples.put(executor, context.longAccumulator("examples of " + executor));
      counter.nanos.put(executor, context.longAccumulator("step time of " + executor));
    }
    return counter;
  }

  @Override
  public void preUpdate(DataSet batch, Model network) {
    if (governor == null) {
      governor = Governor.ofThisProcess();
    }
    began = System.nanoTime();
  }

  @Override
  public void postUpdate(DataSet batch, Model network) {
    governor.pace();
    String executor = SparkEnv.get().executorId();
    examples.get(executor).add(batch.numExamples());
    nanos.get(executor).add(System.nanoTime() - began);
  }

  @Override
  public void preUpdate(MultiDataSet batch, Model network) {
    throw new UnsupportedOperationException("the benchmark has no MultiDataSet");
  }

  @Override
  public void postUpdate(MultiDataSet batch, Model network) {
    throw new UnsupportedOperationException("the benchmark has no MultiDataSet");
  }

  /** Examples of all executors. */
  long examples() {
    return examples.values().stream().mapToLong(LongAccumulator::sum).sum();
  }

  /** What the executors could have trained in some time, had they done nothing but steps. */
  double capacity(List<PoolWorker> pool, double seconds) {
    return seconds * pool.stream().mapToDouble(this::stepSpeed).sum();
  }

  private double stepSpeed(PoolWorker worker) {
    String executor = worker.member().executorId();
    return nanos.get(executor).sum() == 0
        ? worker.trial().examplesPerSecond()
        : examples.get(executor).sum() * 1e9 / nanos.get(executor).sum();
  }
}
