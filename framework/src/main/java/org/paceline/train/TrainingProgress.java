package org.paceline.train;

import java.util.List;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Validation;
import org.paceline.pool.PoolWorker;

/** Follows a run. All methods are called on the training thread, between rounds. */
public interface TrainingProgress {

  /** Follows nothing. */
  TrainingProgress NONE = new TrainingProgress() {};

  /**
   * The executors are known, with their speeds; called again when one joined.
   *
   * @param workers who takes part, in the order of all quotas
   */
  default void pool(List<PoolWorker> workers) {}

  /**
   * A round is over.
   *
   * @param round what happened in it
   */
  default void round(RoundRecord round) {}

  /**
   * What the run needs to go on from here, after every round.
   *
   * @param checkpoint immutable; it may be written while training goes on
   */
  default void checkpoint(Checkpoint checkpoint) {}

  /**
   * An epoch is over.
   *
   * @param epoch its books
   */
  default void epoch(EpochRecord epoch) {}

  /**
   * The network of an epoch was validated.
   *
   * @param validation how good it is
   * @param state the network's
   */
  default void validated(Validation validation, NetworkState state) {}

  /**
   * Whether training is to end here, before its last epoch does; asked before every round.
   *
   * @return false to go on
   */
  default boolean enough() {
    return false;
  }

  /**
   * Tells somebody else, too.
   *
   * @param next is told after this
   * @return tells both
   */
  default TrainingProgress and(TrainingProgress next) {
    return new BothTold(this, next);
  }
}
