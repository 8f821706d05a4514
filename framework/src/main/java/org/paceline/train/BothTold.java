package org.paceline.train;

import java.util.List;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.ledger.EpochRecord;
import org.paceline.model.Validation;
import org.paceline.pool.PoolWorker;

/** Two that follow a run. */
record BothTold(TrainingProgress first, TrainingProgress second) implements TrainingProgress {

  @Override
  public void pool(List<PoolWorker> workers) {
    first.pool(workers);
    second.pool(workers);
  }

  @Override
  public void round(RoundRecord round) {
    first.round(round);
    second.round(round);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    first.checkpoint(checkpoint);
    second.checkpoint(checkpoint);
  }

  @Override
  public void epoch(EpochRecord epoch) {
    first.epoch(epoch);
    second.epoch(epoch);
  }

  @Override
  public void validated(Validation validation, NetworkState state) {
    first.validated(validation, state);
    second.validated(validation, state);
  }

  @Override
  public boolean enough() {
    return first.enough() || second.enough();
  }
}
