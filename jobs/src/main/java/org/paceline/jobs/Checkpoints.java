package org.paceline.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;

/** Models saved at the ends of epochs, of which the last two are kept. */
final class Checkpoints {

  private static final int KEPT = 2;

  private final RunFolder folder;

  Checkpoints(RunFolder folder) {
    this.folder = folder;
  }

  /** Writes the newest before the oldest goes, so that there is always one. */
  void write(int epoch, TrainableNetwork network, Provenance provenance) {
    try {
      Files.createDirectories(folder.resolve("checkpoints"));
      folder.model(name(epoch), network, provenance);
      Files.deleteIfExists(folder.resolve(name(epoch - KEPT)));
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint of epoch " + epoch + " failed: " + e, e);
    }
  }

  private static String name(int epoch) {
    return "checkpoints/epoch-%04d.zip".formatted(epoch);
  }
}
