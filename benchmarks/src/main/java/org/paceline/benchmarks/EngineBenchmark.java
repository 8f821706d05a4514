package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.paceline.model.Networks;
import org.paceline.model.Versions;
import org.paceline.profile.MachineProfiler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the training steps of one machine with those of DL4J as it comes and of PyTorch. */
@Command(
    name = "benchmarks/run engine",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Times training steps in Paceline's engine, in DL4J as it comes and in PyTorch, in turns.",
      "Also compares the parameters after ten steps, and measures memory."
    },
    footer = {"", "Example:", "  benchmarks/run engine --threads 2 --output engine.json"})
public final class EngineBenchmark implements Callable<Integer> {

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "cnn,lenet,resnet20",
      description = "Networks (default: ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      defaultValue = "64,128",
      description = "Batch sizes (default: ${DEFAULT-VALUE}).")
  private List<Integer> batches;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Threads of each engine (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "Turns of every row (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description = "Seconds of a turn (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--memory-steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Steps over which memory is watched (default: ${DEFAULT-VALUE}).")
  private int memorySteps;

  @Option(
      names = "--python",
      paramLabel = "COMMAND",
      defaultValue = "python3",
      description = "A Python that has torch (default: ${DEFAULT-VALUE}).")
  private String python;

  @Mixin private OutputOption output;

  /**
   * Runs the benchmark.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    BenchmarkCommand.run(new EngineBenchmark(), args);
  }

  /** The folder of the checkout. */
  static Path home() {
    return Path.of(System.getProperty("paceline.home", "."));
  }

  @Override
  public Integer call() throws IOException {
    check();
    Optional<ResultFile> file = output.file();
    EngineResult result = measure();
    System.out.println(EngineTable.of(result));
    if (file.isPresent()) {
      file.get().write(result);
    }
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    models.forEach(EngineBenchmark::checkName);
    batches.forEach(batch -> atLeast("--batches", batch, 1));
    atLeast("--threads", threads, 1);
    atLeast("--repeats", repeats, 1);
    atLeast("--memory-steps", memorySteps, 10);
    if (!(seconds > 0)) {
      throw new IllegalArgumentException("--seconds must be positive, not " + seconds);
    }
  }

  private static void checkName(String model) {
    if (!Networks.names().contains(model)) {
      throw new IllegalArgumentException(
          "--models takes %s, not '%s'".formatted(String.join(", ", Networks.names()), model));
    }
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %s, not %s".formatted(option, least, value));
    }
  }

  private EngineResult measure() throws IOException {
    long executorPeak = ExecutorMemory.peak(threads);
    try (EngineTurns turns = EngineTurns.start(python, threads)) {
      List<EngineRow> rows = turns.rows(models, batches, repeats, seconds);
      List<MemoryUse> memory = turns.memory(memorySteps, threads);
      return new EngineResult(
          Instant.now().toString(),
          new MachineProfiler().detect().cpu().name(),
          threads,
          Versions.all(),
          turns.pytorch(),
          rows,
          turns.differences(models, batches),
          memory.get(0),
          memory.get(1),
          memorySteps,
          executorPeak);
    }
  }
}
