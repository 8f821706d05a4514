package org.paceline.checkpoint;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Counts;
import org.paceline.model.ModelException;
import org.paceline.model.ModelFile;
import org.paceline.model.ModelFile.Stored;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;

/**
 * A checkpoint as a file: a model zip like any other, with one entry more, {@code training.json}.
 *
 * <p>Whatever reads models reads checkpoints. Every entry has its CRC-32 from the zip format, and
 * {@code training.json} the SHA-256 of the parameters and of the updater's state; all are checked.
 *
 * @param file where it was read
 * @param checkpoint the network and how far the run was
 * @param provenance where the network comes from
 * @param arguments the command line of the run
 */
public record CheckpointFile(
    Path file, Checkpoint checkpoint, Provenance provenance, List<String> arguments) {

  private static final String TRAINING = "training.json";
  private static final int FORMAT = 2;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** The content of {@code training.json}. */
  private record Document(
      int format,
      List<String> arguments,
      Counts counts,
      String parametersHash,
      String updaterHash,
      TrainingState training) {}

  static void write(
      Path file,
      TrainableNetwork network,
      Checkpoint checkpoint,
      Provenance provenance,
      List<String> arguments)
      throws IOException {
    NetworkState state = checkpoint.network();
    Document document =
        new Document(
            FORMAT,
            arguments,
            state.counts(),
            state.parametersHash(),
            state.updaterHash(),
            checkpoint.training());
    state.applyTo(network);
    ModelFile.save(file, network, provenance, Map.of(TRAINING, JSON.writeValueAsBytes(document)));
  }

  /**
   * Reads a checkpoint.
   *
   * @param file a zip that {@link CheckpointFolder} wrote
   * @return the checkpoint
   * @throws ModelException if the file is torn, corrupt or no checkpoint
   */
  public static CheckpointFile read(Path file) {
    Document document = document(file);
    Stored stored = ModelFile.load(file);
    NetworkState state = NetworkState.of(stored.network());
    NetworkState counted = new NetworkState(state.parameters(), state.updater(), document.counts());
    if (!counted.parametersHash().equals(document.parametersHash())) {
      throw new ModelException(file + ": its parameters are not those that were saved");
    }
    // A damaged directory of the zip can hide the entry, and a network without one gets a new
    // state.
    if (!counted.updaterHash().equals(document.updaterHash())) {
      throw new ModelException(file + ": its updater's state is not that which was saved");
    }
    if (document.counts() == null || document.arguments() == null || document.training() == null) {
      throw new ModelException("%s: its %s is not complete".formatted(file, TRAINING));
    }
    Provenance provenance =
        stored.provenance().orElseThrow(() -> new ModelException(file + " has no provenance"));
    return new CheckpointFile(
        file,
        new Checkpoint(counted, document.training()),
        provenance,
        List.copyOf(document.arguments()));
  }

  private static Document document(Path file) {
    Optional<byte[]> content = ModelFile.entry(file, TRAINING);
    if (content.isEmpty()) {
      throw new ModelException(file + " is a model, but no checkpoint: it has no " + TRAINING);
    }
    try {
      Document document = JSON.readValue(content.get(), Document.class);
      if (document.format() != FORMAT) {
        throw new ModelException(
            "%s has format %s, this version reads %s".formatted(file, document.format(), FORMAT));
      }
      return document;
    } catch (IOException e) {
      throw new ModelException(
          "%s: its %s cannot be read: %s".formatted(file, TRAINING, e.getMessage()), e);
    }
  }
}
