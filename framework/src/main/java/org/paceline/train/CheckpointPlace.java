package org.paceline.train;

import java.nio.file.Path;
import java.util.List;

/**
 * Where and how often a training keeps what it needs to go on.
 *
 * @param folder made with its first checkpoint
 * @param every rounds between two checkpoints, at least 1; the last round has one, too
 * @param arguments the command line of the run, to be repeated on resumption
 */
public record CheckpointPlace(Path folder, int every, List<String> arguments) {

  /** Checks the range given above. */
  public CheckpointPlace {
    if (every < 1) {
      throw new IllegalArgumentException(
          "rounds between checkpoints must be at least 1, not " + every);
    }
    arguments = List.copyOf(arguments);
  }

  /**
   * A checkpoint after every round, of a run without a command line.
   *
   * @param folder made with its first checkpoint
   */
  public CheckpointPlace(Path folder) {
    this(folder, 1, List.of());
  }
}
