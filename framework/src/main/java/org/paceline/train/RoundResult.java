package org.paceline.train;

import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;

/**
 * What one executor brings back from a round.
 *
 * @param executorId the executor
 * @param blocks the blocks it trained, each exactly once
 * @param examples examples in them
 * @param steps optimisation steps it took
 * @param state the network after them
 * @param loss mean loss over its steps, or 0 without any
 * @param trainingSeconds time of the steps, with the preparation of their batches
 */
public record RoundResult(
    String executorId,
    List<Integer> blocks,
    long examples,
    int steps,
    NetworkState state,
    double loss,
    double trainingSeconds)
    implements TrainingResult, Serializable {

  /** Paceline times rounds itself; DL4J's statistics are not kept. */
  @Override
  public void setStats(SparkTrainingStats stats) {}

  boolean diverged() {
    return !Double.isFinite(loss) || !state.finite();
  }
}
