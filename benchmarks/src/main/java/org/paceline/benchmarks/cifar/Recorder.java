package org.paceline.benchmarks.cifar;

import java.util.ArrayList;
import java.util.List;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.ledger.EpochRecord;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/**
 * Keeps the network of each epoch's end, and of the run's, and says when there is no time left. One
 * serves one run.
 */
final class Recorder implements TrainingProgress {

  private final Limit limit;
  private final Headway headway;
  private final List<Snapshot> snapshots = new ArrayList<>();
  private RoundRecord last;
  private float[] parameters;

  /** {@code limit} ends the run, {@code headway} is told how far it is. */
  Recorder(Limit limit, Headway headway) {
    this.limit = limit;
    this.headway = headway;
  }

  @Override
  public void round(RoundRecord round) {
    last = round;
    headway.at(epochs(), round.secondsSoFar());
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    parameters = checkpoint.network().parameters();
  }

  @Override
  public void epoch(EpochRecord epoch) {
    keep(epoch.epoch());
  }

  @Override
  public boolean enough() {
    return last != null && limit.reached(last.secondsSoFar());
  }

  private double epochs() {
    return (double) last.examplesSoFar() / limit.examplesOfEpoch();
  }

  private void keep(double epochs) {
    snapshots.add(new Snapshot(epochs, last.secondsSoFar(), parameters));
  }

  /** All of them; the last is of the end, in whatever epoch that was. */
  List<Snapshot> snapshots() {
    boolean whole =
        !snapshots.isEmpty()
            && snapshots.get(snapshots.size() - 1).seconds() == last.secondsSoFar();
    if (!whole) {
      keep(epochs());
    }
    return snapshots;
  }
}
