package org.paceline.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.checkpoint.CheckpointFolder;
import org.paceline.checkpoint.OutputException;
import org.paceline.exchange.NetworkState;
import org.paceline.model.ModelFile;
import org.paceline.model.TrainableNetwork;
import org.paceline.model.Validation;

/** Keeps a checkpoint every few rounds, the last one, and the model that validated best. */
final class CheckpointKeeper implements TrainingProgress, AutoCloseable {

  private static final String BEST = "best.zip";

  private final CheckpointFolder folder;
  private final Path best;
  private final TrainableNetwork network;
  private final Lineage lineage;
  private final int every;
  private final Monitor monitor;
  private final List<Validation> validations;
  private Checkpoint latest;
  private boolean saved;

  /** A keeper for a run that has these validations behind it. */
  CheckpointKeeper(
      CheckpointPlace place,
      String configuration,
      Lineage lineage,
      Monitor monitor,
      List<Validation> earlier) {
    this.folder = new CheckpointFolder(place.folder(), configuration, place.arguments());
    this.best = place.folder().resolve(BEST);
    this.network = TrainableNetwork.of(configuration);
    this.lineage = lineage;
    this.every = place.every();
    this.monitor = monitor;
    this.validations = new ArrayList<>(earlier);
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    latest = checkpoint;
    saved = false;
    if (checkpoint.training().round() % every == 0) {
      last();
    }
  }

  @Override
  public void validated(Validation validation, NetworkState state) {
    validations.add(validation);
    if (monitor.best(validations) == validation) {
      // Or a run that is resumed from before it might come to another epoch that is not better.
      last();
      saveBest(validation.epoch(), state);
    }
  }

  private void saveBest(int epoch, NetworkState state) {
    state.applyTo(network);
    try {
      Files.createDirectories(best.getParent());
      ModelFile.save(best, network, lineage.of(latest, epoch));
    } catch (IOException e) {
      throw new OutputException("%s cannot be written: %s".formatted(best, e.getMessage()), e);
    }
  }

  /** Keeps the last one, whichever it is. */
  void last() {
    if (latest != null && !saved) {
      folder.save(latest, lineage.of(latest));
      saved = true;
    }
  }

  /** Waits until the last one is written. */
  @Override
  public void close() {
    folder.close();
  }
}
