package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paceline.model.NetworkOptions.Updater;

/** Real trainings, where an interpreter has torch: the one of PACELINE_PYTHON or that is found. */
class TorchTrainingTest {

  private static final int EXAMPLES = 512;
  private static final int EPOCHS = 2;

  @TempDir private static Path folder;
  private static String python;
  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void find() throws IOException {
    System.setProperty("paceline.home", "..");
    Optional<String> found = TorchPool.find(Optional.ofNullable(System.getenv("PACELINE_PYTHON")));
    assumeThat(found).as("an interpreter has torch").isPresent();
    python = found.orElseThrow();
    CifarFiles.write(folder, EXAMPLES, 100);
  }

  private TorchRun run(TorchRow row, String model, Updater updater, List<Long> held) {
    TorchWork work =
        new TorchWork(
            "cifar10:" + folder,
            model,
            20,
            4,
            updater.usualRate(),
            updater,
            EPOCHS,
            1,
            OptionalInt.of(EXAMPLES - 1),
            0.9,
            1e-4);
    TorchPool.Hold hold =
        (worker, pid) -> {
          assertThat(ProcessHandle.of(pid)).as("process " + worker).isPresent();
          return held.add(pid);
        };
    return new TorchPool(python, List.of(0.4, 0.2, 0.1), hold, progress::add).run(work, row);
  }

  /** Batches of 60 leave 31 of 511; of these the tuned parts are 18, 9 and 4. */
  @ParameterizedTest
  @CsvSource({
    "DDP_EQUAL, cnn, ADAM, 171, 170, 170",
    "DDP_TUNED, lenet, SGD, 290, 145, 76",
    "DDP_TUNED, resnet20, NESTEROVS, 290, 145, 76",
    "LOCAL_SGD, cnn, ADAM, 171, 170, 170",
    "LOCAL_SGD, resnet20, NESTEROVS, 171, 170, 170",
    "LOCAL_SGD, lenet, SGD, 171, 170, 170"
  })
  void everyExampleIsTrainedOnceAnEpoch(
      TorchRow row, String model, Updater updater, long first, long second, long third) {
    List<Long> held = new ArrayList<>();
    TorchRun run = run(row, model, updater, held);
    assertThat(run.examples()).isEqualTo((EXAMPLES - 1) * EPOCHS);
    assertThat(run.examplesOfRank())
        .containsExactly(first * EPOCHS, second * EPOCHS, third * EPOCHS);
    assertThat(run.points()).extracting(TorchRun.Point::epochs).containsExactly(1.0, 2.0);
    assertThat(run.points())
        .allSatisfy(point -> assertThat(point.seconds()).isBetween(0.0, run.seconds()))
        .allSatisfy(point -> assertThat(point.accuracy()).isBetween(0.0, 1.0));
    assertThat(run.stepSeconds()).hasSize(3).allMatch(seconds -> seconds > 0);
    assertThat(run.cpuSeconds()).hasSize(3).allMatch(seconds -> seconds > 0);
    assertThat(TorchPool.version(python)).contains(run.version());
    assertThat(progress).anyMatch(line -> line.startsWith(row.label() + ": epoch 2 of 2 after "));
    assertThat(held).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  @Test
  void itLearns() {
    TorchRun run = run(TorchRow.DDP_EQUAL, "cnn", Updater.ADAM, new ArrayList<>());
    assertThat(run.points().get(EPOCHS - 1).accuracy()).isGreaterThan(0.2);
  }

  /** By construction the same steps, but for rounding. */
  @Test
  void theDivisionOfABatchDecidesNothingButTime() {
    TorchRun equal = run(TorchRow.DDP_EQUAL, "cnn", Updater.SGD, new ArrayList<>());
    TorchRun tuned = run(TorchRow.DDP_TUNED, "cnn", Updater.SGD, new ArrayList<>());
    assertThat(tuned.examples()).isEqualTo(equal.examples());
    assertThat(tuned.points().get(0).accuracy()).isEqualTo(equal.points().get(0).accuracy());
  }
}
