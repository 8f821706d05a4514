package org.paceline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.paceline.model.Networks;
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
      description = "A Python that has torch (default: python3, or one that is made).")
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
    output.check();
    output.report(measure());
    return CommandLine.ExitCode.OK;
  }

  private void check() {
    models.forEach(EngineBenchmark::checkName);
    batches.forEach(batch -> BenchmarkCommand.atLeast("--batches", batch, 1));
    BenchmarkCommand.atLeast("--threads", threads, 1);
    BenchmarkCommand.atLeast("--repeats", repeats, 1);
    BenchmarkCommand.atLeast("--memory-steps", memorySteps, 10);
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

  /** What was given, or what the script finds or makes. */
  private String python() throws IOException {
    if (python != null) {
      return python;
    }
    Process script =
        new ProcessBuilder(home().resolve("benchmarks").resolve("python").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private EngineResult measure() throws IOException {
    long executorPeak = ExecutorMemory.peak(threads);
    try (EngineTurns turns = EngineTurns.start(python(), threads)) {
      List<EngineRow> rows = turns.rows(models, batches, repeats, seconds);
      List<MemoryUse> memory = turns.memory(memorySteps, threads);
      return new EngineResult(
          output.setting(),
          threads,
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
