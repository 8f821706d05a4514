package org.paceline.benchmarks.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paceline.data.Standardisation;
import org.paceline.model.NetworkOptions.Updater;
import org.paceline.testing.Children;

/** Real trainings, where an interpreter has torch: the one of PACELINE_PYTHON or that is found. */
class TorchTrainingTest {

  private static final int EXAMPLES = 512;
  private static final int EPOCHS = 2;

  @TempDir private static Path folder;
  private static String python;
  private final List<String> progress = new ArrayList<>();
  private final List<Long> held = new ArrayList<>();

  @BeforeAll
  static void find() throws IOException {
    System.setProperty("paceline.home", "..");
    python = TorchPool.find(Optional.ofNullable(System.getenv("PACELINE_PYTHON"))).orElse(null);
    CifarFiles.write(folder, EXAMPLES, 100);
  }

  @BeforeEach
  void skip() {
    assumeThat(python).as("an interpreter with torch").isNotNull();
  }

  private TorchRun run(TorchRow row, String model, Updater updater) {
    TorchPool.Hold hold =
        (worker, pid) -> {
          assertThat(ProcessHandle.of(pid)).as("process " + worker).isPresent();
          return held.add(pid);
        };
    return new TorchPool(python, List.of(0.4, 0.2, 0.1), hold, progress::add)
        .run(work(model, updater), row);
  }

  private static TorchWork work(String model, Updater updater) {
    return new TorchWork(
        "cifar10:" + folder,
        model,
        20,
        4,
        // Larger ones amplify differences of rounding from step to step.
        updater == Updater.SGD ? 0.003 : updater.usualRate(),
        updater,
        EPOCHS,
        1,
        OptionalInt.of(EXAMPLES - 1),
        0.9,
        1e-4);
  }

  private static void check(TorchRun run, Long... anEpoch) {
    assertThat(run.examples()).isEqualTo((EXAMPLES - 1) * EPOCHS);
    assertThat(run.examplesOfRank())
        .containsExactlyElementsOf(Stream.of(anEpoch).map(part -> part * EPOCHS).toList());
    assertThat(run.points()).extracting(TorchRun.Point::epochs).containsExactly(1.0, 2.0);
    assertThat(run.points())
        .allSatisfy(point -> assertThat(point.seconds()).isBetween(0.0, run.seconds()))
        .allSatisfy(point -> assertThat(point.accuracy()).isBetween(0.0, 1.0));
    assertThat(run.stepSeconds()).hasSize(3).allMatch(seconds -> seconds > 0);
    assertThat(run.cpuSeconds()).hasSize(3).allMatch(seconds -> seconds > 0);
    assertThat(TorchPool.version(python)).contains(run.version());
  }

  /** Batches of 60 leave 31 of 511; the tuned parts are 35, 17 and 8, and then 18, 9 and 4. */
  @Test
  void theDivisionOfABatchDecidesNothingButTime() {
    TorchRun equal = run(TorchRow.DDP_EQUAL, "cnn", Updater.SGD);
    check(equal, 171L, 170L, 170L);
    TorchRun tuned = run(TorchRow.DDP_TUNED, "cnn", Updater.SGD);
    check(tuned, 298L, 145L, 68L);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      assertThat(tuned.points().get(epoch).accuracy())
          .as("the same steps, but for rounding")
          .isCloseTo(equal.points().get(epoch).accuracy(), within(0.02));
    }
    assertThat(tuned.points().get(EPOCHS - 1).accuracy())
        .as("it learns; by chance it were 0.1")
        .isGreaterThan(0.15);
  }

  @Test
  void localSgdTrainsEveryExampleOnceAnEpoch() {
    check(run(TorchRow.LOCAL_SGD, "resnet20", Updater.NESTEROVS), 171L, 170L, 170L);
    assertThat(progress).anyMatch(line -> line.startsWith("local-sgd: epoch 2 of 2 after "));
    assertThat(held).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  /** It waits for another that never comes, as where its parent is killed early. */
  @Test
  void aProcessEndsWhenItsInputCloses() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    Path log = folder.resolve("log");
    TorchData data = new TorchData(60, 10, Standardisation.none(3));
    Path script = Path.of("src", "main", "python", "pool.py");
    List<String> line =
        new TorchCommand(python, script, own, work("cnn", Updater.SGD), data)
            .train(TorchRow.DDP_EQUAL, List.of(0.5, 0.5), 0);
    Process process =
        Children.start("pool.py", new ProcessBuilder(line).redirectError(log.toFile()), log);
    process.getOutputStream().close();
    assertThat(Children.awaitEnd(process)).as("ended by a signal").isEqualTo(128 + 9);
    assertThat(own).as("what it would have left").doesNotExist();
  }
}
