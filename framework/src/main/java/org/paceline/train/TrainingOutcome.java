package org.paceline.train;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run came to.
 *
 * @param state the trained network's state
 * @param workers who took part, with what each did; those that were lost come last
 * @param rounds the rounds, since the start or the last resumption
 * @param examplesPerEpoch examples of an epoch
 * @param examples examples trained in all
 * @param possibleExamples what the executors that were here could have trained in the same time, at
 *     the sum of their trial speeds
 * @param epochs the books of each epoch
 * @param movedBlocks blocks trained elsewhere than where they were cached
 * @param movedBytes the size of these blocks
 * @param loadSeconds time before training in which executors read and cached the data
 * @param seconds wall time of training: rounds, averaging and planning
 */
public record TrainingOutcome(
    NetworkState state,
    List<PoolWorker> workers,
    List<RoundRecord> rounds,
    long examplesPerEpoch,
    long examples,
    double possibleExamples,
    List<EpochRecord> epochs,
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
   * The efficiency η: how near the pool came to the sum of the trial speeds of those who were here.
   *
   * @return 1 at the bound
   */
  public double efficiency() {
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

  /**
   * The same outcome with the rounds before the run was resumed.
   *
   * @param earlier what is known of them
   * @return a copy with all rounds
   */
  public TrainingOutcome after(List<RoundRecord> earlier) {
    List<RoundRecord> all = new ArrayList<>(earlier);
    all.addAll(rounds);
    return new TrainingOutcome(
        state,
        workers,
        List.copyOf(all),
        examplesPerEpoch,
        examples,
        possibleExamples,
        epochs,
        movedBlocks,
        movedBytes,
        loadSeconds,
        seconds);
  }
}
