package org.paceline.train;

import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;

/**
 * What one executor brings back from a round.
 *
 * @param executorId the executor
 * @param blocks the blocks it trained, each exactly once: its share, or the beginning of it
 * @param examples examples in them
 * @param steps optimisation steps it took
 * @param state the network after them
 * @param loss mean loss over its steps, or 0 without any
 * @param trainingSeconds time of the steps, with the preparation of their batches
 * @param problem why it could not train, or an empty text
 * @param stamps when it did what
 */
public record RoundResult(
    String executorId,
    List<Integer> blocks,
    long examples,
    int steps,
    NetworkState state,
    double loss,
    double trainingSeconds,
    String problem,
    Stamps stamps)
    implements TrainingResult, Serializable {

  static RoundResult failed(String executorId, RuntimeException failure) {
    NetworkState nothing = new NetworkState(new float[0], new float[0], 0);
    return new RoundResult(
        executorId, List.of(), 0, 0, nothing, 0, 0, String.valueOf(failure), Stamps.NONE);
  }

  boolean failed() {
    return !problem.isEmpty();
  }

  /** Paceline times rounds itself; DL4J's statistics are not kept. */
  @Override
  public void setStats(SparkTrainingStats stats) {}
}
