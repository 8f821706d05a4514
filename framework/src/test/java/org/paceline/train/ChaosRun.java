package org.paceline.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.paceline.checkpoint.CheckpointFile;
import org.paceline.checkpoint.CheckpointFolder;

/**
 * A run of {@link ChaosJob} with as many drivers as it takes: its data and its output.
 *
 * @param home what the drivers say, and their temporary files
 * @param data a small CIFAR-10 set, the same in all runs
 * @param output where the job writes
 */
record ChaosRun(Path home, Path data, Path output) {

  /** Ten rounds in two epochs; the last block is not full. */
  private static final int EXAMPLES = 29 * ChaosJob.BATCH + 3;

  private static final int IMAGE = 3072;
  private static final AtomicInteger DRIVERS = new AtomicInteger();

  static ChaosRun in(Path home) throws IOException {
    return in(home, home.resolve("run"));
  }

  static ChaosRun in(Path home, Path output) throws IOException {
    ChaosRun run =
        new ChaosRun(home, Files.createDirectories(home.resolve("data-batches")), output);
    Random random = new Random(7);
    byte[] records = new byte[EXAMPLES * (1 + IMAGE)];
    random.nextBytes(records);
    for (int i = 0; i < EXAMPLES; i++) {
      records[i * (1 + IMAGE)] = (byte) random.nextInt(10);
    }
    Files.write(run.dataFile(), records);
    return run;
  }

  Path dataFile() {
    return data.resolve("data_batch_1.bin");
  }

  ChaosDriver start(String... more) throws IOException {
    return driver("--output", more);
  }

  ChaosDriver resume(String... more) throws IOException {
    return driver("--resume", more);
  }

  private ChaosDriver driver(String how, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--data", "cifar10:" + data));
    arguments.addAll(List.of(how, output.toString()));
    arguments.addAll(List.of(more));
    Path own = home.resolve("driver-" + DRIVERS.incrementAndGet());
    return ChaosDriver.start(own, arguments.toArray(new String[0]));
  }

  /** The same run, to be disturbed in another way. */
  ChaosRun copy(Path otherHome) throws IOException {
    ChaosRun other = in(otherHome);
    Files.createDirectories(ChaosJob.checkpoints(other.output()));
    for (Path checkpoint : checkpoints()) {
      Files.copy(
          checkpoint, ChaosJob.checkpoints(other.output()).resolve(checkpoint.getFileName()));
    }
    return other;
  }

  /** The checkpoints, the oldest first. */
  List<Path> checkpoints() throws IOException {
    return files().filter(file -> file.toString().endsWith(".zip")).sorted().toList();
  }

  Path newest() throws IOException {
    List<Path> all = checkpoints();
    return all.get(all.size() - 1);
  }

  private Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }

  /** The driver ends well, every example was trained once an epoch, and nothing is left. */
  ChaosResult assertDone(ChaosDriver driver) throws Exception {
    assertEnded(driver, 0);
    assertThat(files()).filteredOn(file -> file.toString().endsWith(".tmp")).isEmpty();
    ChaosResult result = ChaosResult.read(output);
    assertThat(result.epochsExact()).as(driver.errors()).containsExactly(true, true);
    assertThat(result.finite()).isTrue();
    return result;
  }

  /** The driver ends with an exit code by itself, and nothing is left. */
  void assertEnded(ChaosDriver driver, int exitCode) throws Exception {
    assertThat(driver.exitCode()).as(driver.errors()).isEqualTo(exitCode);
    driver.assertNothingLeft();
  }

  /** Whole checkpoints are there, and no torn file beside them. */
  void assertCheckpointsIntact() throws IOException {
    assertThat(checkpoints()).isNotEmpty().hasSizeLessThanOrEqualTo(CheckpointFolder.KEPT);
    checkpoints().forEach(CheckpointFile::read);
    assertThat(files()).filteredOn(file -> file.toString().endsWith(".tmp")).isEmpty();
  }
}
