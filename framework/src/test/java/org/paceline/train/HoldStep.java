package org.paceline.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Stops in the middle of a round of each executor, and leaves a file that says so, until another
 * says to go on: what happens meanwhile happens within that round.
 */
final class HoldStep implements TrainingHook {

  private static final long serialVersionUID = 1L;
  private static final int STEP = 2;
  private static final int GLANCE_MILLIS = 20;

  /** Counts the tasks of this process; each has its own copy of the hook. */
  private static int rounds;

  private final int round;
  private final String sign;
  private int steps;

  /**
   * Holds in one round.
   *
   * @param round the round of each executor, from 1
   * @param sign where the file is made
   */
  HoldStep(int round, Path sign) {
    this.round = round;
    this.sign = sign.toString();
  }

  /** The file that ends the hold. */
  static Path goOn(Path sign) {
    return sign.resolveSibling(sign.getFileName() + ".go");
  }

  @Override
  public void preUpdate(DataSet batch, Model model) {
    rounds += steps == 0 ? 1 : 0;
    steps++;
    if (rounds == round && steps == STEP) {
      hold();
    }
  }

  private void hold() {
    try {
      Files.writeString(Path.of(sign), "held");
      while (!Files.exists(goOn(Path.of(sign)))) {
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void postUpdate(DataSet batch, Model model) {}

  @Override
  public void preUpdate(MultiDataSet batch, Model model) {}

  @Override
  public void postUpdate(MultiDataSet batch, Model model) {}
}
