package org.paceline.train;

import java.util.List;

/**
 * What a run came to.
 *
 * @param state the trained network's state
 * @param workers who took part, with what each did
 * @param rounds all rounds
 * @param examplesPerEpoch examples of an epoch
 * @param epochsExact for each epoch whether every example was trained exactly once
 * @param movedBlocks blocks trained elsewhere than where they were cached
 * @param loadSeconds time before training in which executors read and cached the data
 * @param seconds wall time of training: rounds, averaging and planning
 */
public record TrainingOutcome(
    NetworkState state,
    List<PoolWorker> workers,
    List<RoundRecord> rounds,
    long examplesPerEpoch,
    List<Boolean> epochsExact,
    long movedBlocks,
    double loadSeconds,
    double seconds) {

  /**
   * Examples trained in all.
   *
   * @return their number
   */
  public long examples() {
    return workers.stream().mapToLong(PoolWorker::examples).sum();
  }

  /**
   * The speed of the pool.
   *
   * @return examples a second of wall time
   */
  public double examplesPerSecond() {
    return examples() / seconds;
  }

  /**
   * The efficiency η: how near the pool came to the sum of its trial speeds.
   *
   * @return 1 at the bound
   */
  public double efficiency() {
    double bound = workers.stream().mapToDouble(w -> w.trial().examplesPerSecond()).sum();
    return examplesPerSecond() / bound;
  }
}
