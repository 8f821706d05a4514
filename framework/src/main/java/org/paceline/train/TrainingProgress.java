package org.paceline.train;

import java.util.List;

/** Follows a run. All methods are called on the training thread, between rounds. */
public interface TrainingProgress {

  /** Follows nothing. */
  TrainingProgress NONE = new TrainingProgress() {};

  /**
   * The executors are known, with their speeds.
   *
   * @param workers who takes part, in the order of all quotas
   */
  default void ready(List<PoolWorker> workers) {}

  /**
   * A round is over.
   *
   * @param round what happened in it
   */
  default void round(RoundRecord round) {}

  /**
   * An epoch is over and every example was trained once.
   *
   * @param epoch its number, from 1
   * @param state the network after it
   */
  default void epoch(int epoch, NetworkState state) {}
}
