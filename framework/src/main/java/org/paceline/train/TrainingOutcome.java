package org.paceline.train;

import java.util.List;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Validation;
import org.paceline.pool.PoolWorker;

/**
 * What a run came to.
 *
 * @param state the trained network's state
 * @param workers who took part, with what each did; those that were lost come last
 * @param examplesPerEpoch examples of an epoch
 * @param examples examples trained in all
 * @param loss mean loss over the examples of the last round
 * @param capacity what all that could train would have trained while they were there between the
 *     first round's start and the last one's end, had they done nothing but steps
 * @param possibleExamples what the executors that were here could have trained in the same time, at
 *     the sum of their trial speeds
 * @param epochs the books of each epoch
 * @param validations how good the network was after each epoch, where it was validated
 * @param movedBlocks blocks trained elsewhere than where they were cached
 * @param movedBytes the size of these blocks
 * @param loadSeconds time before training in which executors read and cached the data
 * @param seconds wall time of training: rounds, averaging and planning
 */
public record TrainingOutcome(
    NetworkState state,
    List<PoolWorker> workers,
    long examplesPerEpoch,
    long examples,
    double loss,
    double capacity,
    double possibleExamples,
    List<EpochRecord> epochs,
    List<Validation> validations,
    long movedBlocks,
    long movedBytes,
    double loadSeconds,
    double seconds) {

  /**
   * The speed of the pool.
   *
   * @return examples a second of wall time
   */
  public double examplesPerSecond() {
    return examples / seconds;
  }

  /**
   * The efficiency η: examples ÷ Σ over every executor that could train of v × the seconds it was
   * there, where v is its examples ÷ the seconds in which it took steps, and its trial speed where
   * it had no share. Averaging, planning, and waiting for data or for others are loss.
   *
   * @return 1 at the bound, which nothing exceeds
   */
  public double efficiency() {
    return examples / capacity;
  }

  /**
   * How near the pool came to the sum of the trial speeds of those who were there. It moves with
   * the trial.
   *
   * @return more than 1 where the trials were slower than the steps
   */
  public double efficiencyOfTrial() {
    return examples / possibleExamples;
  }

  /**
   * Whether every example was trained exactly once.
   *
   * @return true or false for each epoch
   */
  public List<Boolean> epochsExact() {
    return epochs.stream().map(EpochRecord::exact).toList();
  }
}
