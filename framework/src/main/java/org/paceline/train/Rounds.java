package org.paceline.train;

import java.util.ArrayList;
import java.util.List;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.ledger.EpochRecord;
import org.paceline.pool.PoolWorker;

/** Keeps the record of every round, which a run itself does not: it may have many. */
public final class Rounds implements TrainingProgress {

  private final TrainingProgress told;
  private final List<RoundRecord> all = new ArrayList<>();

  /**
   * Listens to a run.
   *
   * @param told is told of all that happens, too
   */
  public Rounds(TrainingProgress told) {
    this.told = told;
  }

  /**
   * The rounds that are over.
   *
   * @return in their order
   */
  public List<RoundRecord> all() {
    return List.copyOf(all);
  }

  @Override
  public void pool(List<PoolWorker> workers) {
    told.pool(workers);
  }

  @Override
  public void round(RoundRecord round) {
    all.add(round);
    told.round(round);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    told.checkpoint(checkpoint);
  }

  @Override
  public void epoch(EpochRecord epoch) {
    told.epoch(epoch);
  }
}
