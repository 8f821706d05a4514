package org.paceline.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.SparkEnv;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs a command in the middle of a round of one executor, the nth or a later one, with that
 * executor's process id.
 */
final class Shell implements TrainingHook {

  private static final long serialVersionUID = 1L;
  private static final int STEP = 3;

  /** Counts the tasks of this process; each has its own copy of the hook. */
  private static int rounds;

  private static boolean ran;

  private final String executor;
  private final int round;
  private final String command;
  private int steps;

  Shell(String executor, int round, String command) {
    this.executor = executor;
    this.round = round;
    this.command = command;
  }

  @Override
  public void preUpdate(DataSet batch, Model model) {
    if (!SparkEnv.get().executorId().equals(executor)) {
      return;
    }
    rounds += steps == 0 ? 1 : 0;
    steps++;
    if (rounds >= round && steps == STEP && !ran) {
      ran = true;
      run();
    }
  }

  private void run() {
    try {
      // Its end, which one that is killed does not see: the step goes on after what happens, not
      // before.
      new ProcessBuilder("sh", "-c", command.formatted(ProcessHandle.current().pid()))
          .start()
          .waitFor();
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
