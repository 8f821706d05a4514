package org.paceline.round;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.paceline.engine.Threads;
import org.paceline.feed.Ahead;
import org.paceline.model.TrainableNetwork;
import org.paceline.speed.Governor;

/**
 * Takes training steps on an executor's network, in rounds as in trials, and counts them. The
 * process keeps to its share of the machine. Not thread-safe.
 */
public final class Stepping {

  private final TrainableNetwork network;
  private final List<TrainingHook> hooks;
  private final Governor governor = Governor.ofThisProcess();
  private long examples;
  private int steps;
  private double loss;
  private long nanos;
  private final StepTimes times = new StepTimes();

  /**
   * Begins to count.
   *
   * @param network is trained
   * @param hooks are called at each step
   */
  public Stepping(TrainableNetwork network, List<TrainingHook> hooks) {
    this.network = network;
    this.hooks = List.copyOf(hooks);
  }

  /**
   * Has elements prepared beside the steps where that takes nothing from them.
   *
   * @param elements batches, or what holds one
   * @param <E> their type
   * @return the same in the same order
   */
  public static <E> Iterator<E> prepared(Iterator<E> elements) {
    return Threads.leaveCore(ResidentNetworks.cores()) ? new Ahead<>(elements) : elements;
  }

  /**
   * Takes a step.
   *
   * @param batch what to learn from
   * @return the examples in it
   * @throws TaskKilledException if what comes of the task is of no use any more
   */
  public int step(DataSet batch) {
    stopIfGivenUp();
    long began = System.nanoTime();
    hooks.forEach(hook -> hook.preUpdate(batch, network.model()));
    loss += network.fit(batch);
    hooks.forEach(hook -> hook.postUpdate(batch, network.model()));
    governor.pace();
    long taken = System.nanoTime() - began;
    nanos += taken;
    times.add(batch.numExamples(), taken / 1e9);
    examples += batch.numExamples();
    steps++;
    return batch.numExamples();
  }

  /** The driver goes on without a worker that is late, and without trials when training is over. */
  private static void stopIfGivenUp() {
    TaskContext task = TaskContext.get();
    if (task != null && task.isInterrupted()) {
      throw new TaskKilledException("the driver went on without this executor");
    }
  }

  /** Examples of all steps. */
  long examples() {
    return examples;
  }

  /** Steps so far. */
  int steps() {
    return steps;
  }

  /** Whether every step had a finite loss. */
  boolean finite() {
    return Double.isFinite(loss);
  }

  /** Mean loss of the steps, 0 without any. */
  double meanLoss() {
    return steps == 0 ? 0 : loss / steps;
  }

  /** The pace at the end as a part of the mean pace, or NaN where it did not last. */
  double endPace() {
    return times.endPace();
  }

  /** Time of all steps, without what lay between them. */
  double seconds() {
    return nanos / 1e9;
  }
}
