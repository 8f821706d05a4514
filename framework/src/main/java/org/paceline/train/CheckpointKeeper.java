package org.paceline.train;

import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.CheckpointFolder;

/** Keeps a checkpoint every few rounds, and one at the end. */
final class CheckpointKeeper implements TrainingProgress, AutoCloseable {

  private final CheckpointFolder folder;
  private final Lineage lineage;
  private final int every;
  private final long examplesInAll;

  CheckpointKeeper(CheckpointPlace place, String configuration, Lineage lineage, long inAll) {
    this.folder = new CheckpointFolder(place.folder(), configuration, place.arguments());
    this.lineage = lineage;
    this.every = place.every();
    this.examplesInAll = inAll;
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    boolean last = checkpoint.training().examples() == examplesInAll;
    if (last || checkpoint.training().round() % every == 0) {
      folder.save(checkpoint, lineage.of(checkpoint));
    }
  }

  /** Waits until the last one is written. */
  @Override
  public void close() {
    folder.close();
  }
}
