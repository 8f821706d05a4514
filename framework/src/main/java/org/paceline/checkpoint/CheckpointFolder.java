package org.paceline.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.paceline.model.ModelException;
import org.paceline.model.Provenance;
import org.paceline.model.TrainableNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: a folder with a {@link CheckpointFile} a round, of which the last few
 * are kept.
 *
 * <p>A checkpoint is written while the next round is trained, so that no executor waits for the
 * disk. If a driver dies, at most the round before and what was trained of the next is lost. The
 * methods are for one thread.
 */
public final class CheckpointFolder implements AutoCloseable {

  /** How many checkpoints are kept, so that a torn one has others before it. */
  public static final int KEPT = 3;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String NAME = "round-%06d.zip";
  private static final String PATTERN = "round-\\d{6,}\\.zip";

  private final Path folder;
  private final TrainableNetwork network;
  private final List<String> arguments;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "paceline-checkpoints");
            thread.setDaemon(true);
            return thread;
          });
  private Optional<Future<?>> writing = Optional.empty();

  /**
   * Opens the folder of a run, which is made with its first checkpoint.
   *
   * @param folder where
   * @param configuration the network's configuration
   * @param arguments the command line that the run was started with, to be repeated on resumption
   */
  public CheckpointFolder(Path folder, String configuration, List<String> arguments) {
    this.folder = folder;
    this.network = TrainableNetwork.of(configuration);
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Begins to write a checkpoint, once the one before is written.
   *
   * @param checkpoint what to keep
   * @param provenance where the network comes from
   * @throws OutputException if the one before could not be written
   */
  public void save(Checkpoint checkpoint, Provenance provenance) {
    await();
    writing = Optional.of(writer.submit(() -> write(checkpoint, provenance)));
  }

  private void write(Checkpoint checkpoint, Provenance provenance) {
    Path file = folder.resolve(String.format(Locale.ROOT, NAME, checkpoint.training().round()));
    try {
      Files.createDirectories(folder);
      CheckpointFile.write(file, network, checkpoint, provenance, arguments);
      for (Path old : newestFirst(folder).stream().skip(KEPT).toList()) {
        Files.delete(old);
      }
    } catch (IOException e) {
      throw new OutputException(
          "checkpoint %s cannot be written: %s. Earlier checkpoints are kept: make room, then go on with --resume %s"
              .formatted(file, e.getMessage(), folder.toAbsolutePath().getParent()),
          e);
    }
  }

  private void await() {
    if (writing.isEmpty()) {
      return;
    }
    try {
      writing.get().get();
    } catch (ExecutionException e) {
      writing = Optional.empty();
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until the last checkpoint is written.
   *
   * @throws OutputException if it could not be written
   */
  @Override
  public void close() {
    try {
      await();
    } finally {
      writer.shutdown();
    }
  }

  /**
   * Reads the newest checkpoint that is whole. One that is torn or corrupt is named in the log and
   * passed over.
   *
   * @param folder a run's folder of checkpoints
   * @return the checkpoint with what it was saved with
   * @throws ModelException if there is none that can be used
   */
  public static CheckpointFile newest(Path folder) {
    List<Path> files = newestFirst(folder);
    for (Path file : files) {
      try {
        return CheckpointFile.read(file);
      } catch (ModelException e) {
        LOG.warn("checkpoint {} is passed over, the one before is used: {}", file, e.getMessage());
      }
    }
    throw new ModelException(
        "none of the %s checkpoints in %s can be used; start the training anew"
            .formatted(files.size(), folder));
  }

  private static List<Path> newestFirst(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(PATTERN))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
