package org.paceline.tensorboard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.paceline.checkpoint.Checkpoint;
import org.paceline.exchange.NetworkState;
import org.paceline.model.Validation;
import org.paceline.train.RoundRecord;
import org.paceline.train.TrainingProgress;

/**
 * Writes the curves of a training for TensorBoard: loss, speed and efficiency of each round, and
 * validation. A step is an example that was trained, so that runs with other batches can be laid
 * over each other.
 *
 * <p>Begun with the first value. Not thread-safe.
 */
public final class TensorBoard implements TrainingProgress, AutoCloseable {

  private final Path folder;
  private final Clock clock;
  private EventFile events;
  private long step;

  /**
   * Nothing is written yet.
   *
   * @param folder what {@code tensorboard --logdir} is given, or a folder in it; it is made
   * @param clock tells when values were known
   */
  public TensorBoard(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Also of a run that goes on from where another ended. */
  @Override
  public void checkpoint(Checkpoint checkpoint) {
    step = checkpoint.training().examples();
  }

  @Override
  public void round(RoundRecord round) {
    step = round.examplesSoFar();
    scalars(
        new TreeMap<>(
            Map.of(
                "train/loss",
                round.loss(),
                "train/examples_per_second",
                round.examples() / round.seconds(),
                "train/efficiency",
                round.efficiency(),
                "train/epoch",
                (double) round.epoch())));
  }

  @Override
  public void validated(Validation validation, NetworkState state) {
    scalars(
        new TreeMap<>(
            Map.of(
                "validation/loss", validation.loss(),
                "validation/accuracy", validation.accuracy())));
  }

  /**
   * Adds values after the last round.
   *
   * @param values by tag
   * @throws org.paceline.checkpoint.OutputException if the disk refuses
   */
  public void scalars(Map<String, Double> values) {
    if (events == null) {
      events = EventFile.in(folder, clock);
    }
    events.scalars(step, values);
  }

  /** Ends the file. */
  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
  }
}
